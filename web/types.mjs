// Writes src/data/operations.ts: the text and the types of every question, from the committed schema.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import * as documents from "@graphql-codegen/typed-document-node";
import { buildSchema, parse } from "graphql";

const here = new URL("./", import.meta.url);
const schema = buildSchema(await readFile(new URL("../api/graphql/schema.graphql", here), "utf8"));
const folder = new URL("src/data/questions/", here);
const files = (await readdir(folder)).filter((name) => name.endsWith(".graphql")).sort();
const asked = await Promise.all(
  files.map(async (name) => ({
    location: name,
    document: parse(await readFile(new URL(name, folder), "utf8")),
  })),
);
const written = await codegen({
  filename: "operations.ts",
  schema: (await import("graphql")).parse((await import("graphql")).printSchema(schema)),
  schemaAst: schema,
  documents: asked,
  config: { documentMode: "string", dedupeFragments: true, enumsAsTypes: true, skipTypename: true, useTypeImports: true, avoidOptionals: false },
  pluginMap: { operations, documents },
  plugins: [{ operations: {} }, { documents: {} }],
});
await writeFile(new URL("src/data/operations.ts", here), written);
