// A report over HTTP: npx ts-node server.ts, then
// curl 'localhost:3000/report?period=2019&asOf=2021-01-31' -H 'Content-Type: application/json' -H 'Accept: text/html' -d @events.json
import fastify, { type FastifyInstance } from "fastify";
import { buildReport, toHtml } from "mio-indicators/report";
import { catalogue, evaluate, type Locale, period, safeParseDataset, year } from "mio-indicators";

interface Asked {
  /** `2019` or `2019-01-01..2020-12-31`, once or more. */
  readonly period?: string | readonly string[];
  readonly asOf?: string;
  readonly locale?: Locale;
}

/** A server that answers events with a report and keeps nothing: no log, no file, no cache. */
export function reportServer(): FastifyInstance {
  const server = fastify({ logger: false, bodyLimit: 32 * 1024 * 1024 });

  // What the library throws at a wrong call says what to mend; nothing else of the inside is told.
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const isWrongCall = error instanceof RangeError || error instanceof TypeError;
    const status = error.statusCode ?? (isWrongCall ? 400 : 500);
    return reply.code(status).send({ error: status < 500 ? error.message : "Cannot make the report" });
  });

  server.post<{ Querystring: Asked; Body: unknown }>("/report", async (request, reply) => {
    const format = formatOf(request.headers.accept ?? "*/*");
    reply.header("Cache-Control", "no-store").header("Vary", "Accept").header("X-Content-Type-Options", "nosniff");
    if (format === undefined) return reply.code(406).send({ error: "Accept must allow text/html or application/json" });
    if (!Array.isArray(request.body)) return reply.code(400).send({ error: "The body must be a list of events" });

    const { period: periods = [], asOf = "", locale = "ru" } = request.query;
    const parsed = safeParseDataset(request.body);
    if (!parsed.ok) return reply.code(422).send({ issues: parsed.issues });

    const evaluation = evaluate(parsed.dataset, {
      indicators: catalogue.vsePoluchitsya,
      periods: [periods].flat().map(periodOf),
      asOf,
    });
    const report = buildReport(evaluation, { suppress: {}, locale });
    return format === "html" ? reply.type("text/html; charset=utf-8").send(toHtml(report)) : reply.send(report);
  });
  return server;
}

function periodOf(text: string) {
  const [from = "", to] = text.split("..");
  return to === undefined ? year(Number(from)) : period(from, to);
}

const FORMATS: Readonly<Record<string, "html" | "json">> = {
  "text/html": "html",
  "text/*": "html",
  "application/json": "json",
  "application/*": "json",
  "*/*": "json",
};

/** The format that the header would rather have; undefined when it takes neither. */
function formatOf(accept: string): "html" | "json" | undefined {
  const wishes = accept.split(",").map((wish) => {
    const [type = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    return { format: FORMATS[type], weight: weight === undefined ? 1 : Number(weight.slice(2)) };
  });
  return wishes.filter(({ format, weight }) => format && weight > 0).sort((a, b) => b.weight - a.weight)[0]?.format;
}

if (require.main === module) {
  void reportServer().listen({ port: Number(process.env.PORT ?? 3000), host: "127.0.0.1" });
}
