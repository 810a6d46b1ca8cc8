// Writes src/questions.ts: the questions of src/questions.graphql with the types of their answers and variables.

import { readFile, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as documentNode from "@graphql-codegen/typed-document-node";
import * as types from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const schema = parse(await readFile(process.argv[2] ?? "../../api/graphql/schema.graphql", "utf8"));
const asked = "src/questions.graphql";

const code = await codegen({
  schema,
  documents: [{ location: asked, document: parse(await readFile(asked, "utf8")) }],
  filename: "src/questions.ts",
  config: { documentMode: "string", enumsAsTypes: true, onlyOperationTypes: true, useTypeImports: true },
  plugins: [{ types: {} }, { operations: {} }, { documentNode: {} }],
  pluginMap: { types, operations, documentNode },
});
await writeFile("src/questions.ts", code);
