import { h, type VNode } from "preact";
import type { Element } from "../../charts/svg.js";

/** An element of a figure as an element of the page. */
export const shown = ({ tag, attributes, children }: Element): VNode =>
  h(tag, attributes, ...children.map((child) => (typeof child === "string" ? child : shown(child))));
