package io.countersign.server.access.login;

/** One for whom a password is worked out, as far as it says whose turn it is. */
sealed interface Asker {
  Own OWN = new Own();

  /** This server itself. */
  record Own() implements Asker {}

  /** Somebody who knew the password of this name from this source before. */
  record Known(String source, String name) implements Asker {}

  /** Anybody else from this source. */
  record Stranger(String source) implements Asker {}
}
