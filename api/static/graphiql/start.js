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

const FURTHER_QUESTIONS = [
  `# Who says what of an incident, in which article? Agreements and disagreements stand in one row.
query Accounts {
  incidents(first: 1) {
    nodes {
      accountMatrix(first: 10) {
        rows {
          proposition { subject { label } predicate object { label } }
          stances { asserted denied unconfirmed }
          cells { holder { label } article { title } polarity certainty }
        }
      }
    }
  }
}
`,
  `# What is denied, by whom, in which words?
query Denials {
  claims(polarity: NEGATIVE, first: 10) {
    totalCount
    nodes {
      proposition { subject { label } predicate object { label } }
      holders { label }
      chain { position act speakers { label } }
      evidence { quote start end article { title } context(before: 80, after: 80) { before after } }
    }
  }
}
`,
  `# Where do accounts part? Each comparison with both quotes.
query Disagreements {
  comparisons(relation: [CONTRADICTS], first: 10) {
    nodes {
      reason
      left { holders { label } evidence { quote article { title } } }
      right { holders { label } evidence { quote article { title } } }
    }
  }
}
`,
  `# Tell me of every new generation. Press the round button again to stop.
subscription News {
  generationPublished { number published claims }
}
`,
];

const endpoint = new URL(document.currentScript.dataset.endpoint, document.baseURI).href;

// One stream of server-sent events for a subscription; it ends when GraphiQL leaves the loop.
async function* told(question) {
  const stop = new AbortController();
  try {
    const reply = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(question),
      signal: stop.signal,
    });
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    let waiting = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (waiting + part.value).split("\n\n");
      waiting = events.pop();
      for (const event of events) {
        if (event.startsWith("event: next")) {
          yield JSON.parse(event.slice(event.indexOf("data: ") + "data: ".length));
        }
      }
    }
  } finally {
    stop.abort();
  }
}

function subscribes(question, document) {
  const operations = document.definitions.filter((one) => one.kind === "OperationDefinition");
  const meant = operations.find((one) => !question.operationName || one.name?.value === question.operationName);
  return meant?.operation === "subscription";
}

const once = GraphiQL.createFetcher({ url: endpoint });

function fetcher(question, more) {
  return more?.documentAST && subscribes(question, more.documentAST) ? told(question) : once(question, more);
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: FIRST_QUESTION,
    defaultTabs: [FIRST_QUESTION, ...FURTHER_QUESTIONS].map((query) => ({ query })),
    shouldPersistHeaders: false,
  }),
);
