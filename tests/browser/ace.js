// What DAISY Ace finds in a book, as one line of JSON: node ace.js BOOK
const { mkdtempSync, readFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

const outdir = mkdtempSync(join(tmpdir(), "ace-"));
ace(process.argv[2], { outdir, jobId: "book", silent: true }, runner).then(
  () => {
    const { assertions } = JSON.parse(readFileSync(join(outdir, "report.json"), "utf-8"));
    const found = assertions.flatMap(({ assertions }) => assertions.map((each) => each["earl:test"]["dct:title"]));
    process.stdout.write(`\n${JSON.stringify(found)}\n`, () => process.exit(0));
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
