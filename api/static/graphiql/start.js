// Opens GraphiQL on our own endpoint, with a first question that shows what can be asked.
"use strict";

const FIRST_QUESTION = `# Which incidents are there, whom are they said to have hit, and by whose word?
# Press the round button to ask. Ctrl-Space completes names; the book on the left explains them.
{
  incidents(first: 3) {
    nodes {
      label
      targets { node { label } asserted denied }
      affectedBodies {
        node { label }
        claims {
          certainty
          holders { label }
          evidence { quote article { title } }
        }
      }
    }
  }
}
`;

const endpoint = new URL(document.currentScript.dataset.endpoint, document.baseURI).href;

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: endpoint }),
    defaultQuery: FIRST_QUESTION,
    shouldPersistHeaders: false,
  }),
);
