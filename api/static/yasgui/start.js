// Opens YASGUI on our own endpoint, with our named questions as examples, and asks no other server anything.
"use strict";

const FIRST_QUERY = `# Which incidents are there, and whom are they said to have hit?
PREFIX ic: <https://w3id.org/claimgraph/ns#>
PREFIX said: <https://w3id.org/claimgraph/said#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?incident ?name ?target WHERE {
  ?incident a ic:Incident ; rdfs:label ?name .
  OPTIONAL { ?incident said:target/rdfs:label ?target }
}
ORDER BY ?name ?target
`;

const { endpoint, questions } = document.currentScript.dataset;
const url = new URL(endpoint, document.baseURI).href;

// the completers for classes, properties and prefixes would ask servers elsewhere
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.value = FIRST_QUERY;

document.getElementById("yasgui").textContent = "";
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: url, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint: url }] },
  copyEndpointOnNewTab: true,
  persistenceId: null,
  yasqe: { autocompleters: ["variables"], value: FIRST_QUERY },
});

const examples = document.getElementById("examples");
const answers = document.getElementById("answers");

fetch(questions)
  .then((reply) => reply.json())
  .then((known) => {
    for (const { name, title } of known) examples.add(new Option(title, name));
    examples.addEventListener("change", () => {
      const chosen = known.find(({ name }) => name === examples.value);
      if (!chosen) return;
      answers.textContent = chosen.answers;
      const tab = yasgui.addTab(true, {
        ...Yasgui.Tab.getDefaults(),
        name: chosen.name,
        requestConfig: { ...Yasgui.defaults.requestConfig, endpoint: url },
        yasqe: { value: chosen.sparql },
      });
      tab.setEndpoint(url);
      tab.setQuery(chosen.sparql);
    });
  });
