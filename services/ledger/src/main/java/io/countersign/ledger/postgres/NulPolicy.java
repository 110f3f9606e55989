package io.countersign.ledger.postgres;

/** The treatment of the character NUL, which PostgreSQL's text can't hold. */
public enum NulPolicy {
  /** The statement fails: right where what's stored must be what was sent. */
  REFUSE {
    @Override
    String applied(String text) {
      return text;
    }
  },
  /** It's left out: an event may hold one, as JSON escapes it, and must not stop who follows. */
  DROP {
    @Override
    String applied(String text) {
      return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
  };

  abstract String applied(String text);
}
