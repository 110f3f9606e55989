package io.countersign.domain;

/** By which way a command came in; part of every event's metadata ({@code via}). */
public enum Surface {
  API,
  CLI,
  CONSOLE,
  /** A button, a form or a command of a chat. */
  CHAT,
  /** A change in a ticket system. */
  TICKET,
  WEBHOOK,
  POLLER,
  WORKFLOW,
  SYSTEM
}
