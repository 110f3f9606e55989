package io.countersign.server.automation;

/**
 * A listener to events of the record that does something outside of it. A capability brings its own
 * as beans; each is named to the ledger, which keeps its place and has it tell again what failed.
 */
@FunctionalInterface
public interface Automation {
  /**
   * Begins to listen; once, when the server's address is known.
   *
   * @param url under which people reach this server, without a slash at its end
   */
  void begin(String url);
}
