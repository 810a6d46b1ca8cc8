// Writes src/data/operations.ts: the text and the types of every question, from the committed schema.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import * as documents from "@graphql-codegen/typed-document-node";
import { buildSchema, parse } from "graphql";

const here = new URL("./", import.meta.url);
const questions = new URL("src/data/questions/", here);
const sdl = await readFile(new URL("../api/graphql/schema.graphql", here), "utf8");
const names = (await readdir(questions)).filter((name) => name.endsWith(".graphql")).sort();
const read = async (name) => ({
  location: name,
  document: parse(await readFile(new URL(name, questions), "utf8")),
});

const written = await codegen({
  filename: "operations.ts",
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: await Promise.all(names.map(read)),
  config: {
    documentMode: "string",
    dedupeFragments: true,
    enumsAsTypes: true,
    skipTypename: true,
    useTypeImports: true,
  },
  pluginMap: { operations, documents },
  plugins: [{ operations: {} }, { documents: {} }],
});
await writeFile(new URL("src/data/operations.ts", here), written);
