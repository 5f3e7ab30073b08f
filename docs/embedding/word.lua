-- Breaks of lines inside the cells of a table, which pandoc leaves out of a document otherwise.
function RawInline(inline)
  if inline.format == "html" and inline.text:match("^<br") then
    return pandoc.LineBreak()
  end
end
