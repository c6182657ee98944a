import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "uplot/dist/uPlot.min.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/events.css";
import "./styles/event.css";
import "./styles/model.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
