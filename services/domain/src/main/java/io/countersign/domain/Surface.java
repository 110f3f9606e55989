package io.countersign.domain;

/** By which way a command came in; part of every event's metadata ({@code via}). */
public enum Surface {
  API,
  CLI,
  CONSOLE,
  WEBHOOK,
  POLLER,
  WORKFLOW,
  SYSTEM
}
