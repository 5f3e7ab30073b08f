/**
 * Makes tables sortable where scripts run; without it the page reads the same.
 *
 * A click sorts upwards, the next one downwards, the third brings back the first order. Cells without a figure go last
 * either way.
 */
export const SCRIPT = `
(function(){
var order=new Intl.Collator(document.documentElement.lang,{numeric:true});
document.querySelectorAll("table[data-sortable]").forEach(function(table){
var body=table.tBodies[0],first=Array.prototype.slice.call(body.rows);
if(first.length<2)return;
var heads=Array.prototype.slice.call(table.tHead.rows[0].cells);
heads.forEach(function(head,column){
var button=document.createElement("button");
button.type="button";
while(head.firstChild)button.appendChild(head.firstChild);
head.appendChild(button);
button.addEventListener("click",function(){
var now=head.getAttribute("aria-sort"),next=now===null?"ascending":now==="ascending"?"descending":null;
heads.forEach(function(other){other.removeAttribute("aria-sort")});
if(next)head.setAttribute("aria-sort",next);
var rows=first.slice();
if(next){
var sign=next==="ascending"?1:-1,isFigure=head.className==="f";
rows.sort(function(a,b){
var x=a.cells[column],y=b.cells[column];
if(!isFigure)return sign*order.compare(x.textContent,y.textContent);
var p=x.getAttribute("data-value"),q=y.getAttribute("data-value");
if(p===null||q===null)return p===q?0:p===null?1:-1;
return sign*(p-q);
});
}
rows.forEach(function(row){body.appendChild(row)});
});
});
});
})();
`;
