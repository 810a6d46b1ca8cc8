// Starts the explorer.
import { render } from "preact";
import { App } from "./app";
import { applyTheme, firstTheme } from "./settings";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/pages.css";
import "./styles/incident.css";
import "./styles/print.css";

applyTheme(firstTheme());
const place = document.getElementById("explorer");
if (place) render(<App />, place);
