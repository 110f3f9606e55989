package io.countersign.connectors.intake.json;

/** The price of a search in a text, so that a hostile one costs no more than another. */
final class SearchPrice {
  /** Characters that may be looked at, for each of the text and in any case, before it's enough. */
  private static final int MOST_LOOKS = 4;

  private static final int ALWAYS = 1024 * 1024;

  /** What a look costs beyond them. */
  private static final int COST = 32;

  private static final int COST_OF_BROKEN = 256;

  private final long most;
  private long spent;

  SearchPrice(int length) {
    most = ALWAYS + (long) MOST_LOOKS * length;
  }

  boolean isSpent() {
    return spent > most;
  }

  /** For an entry that is well-formed: behind it the search goes on. */
  void whole() {
    spent += COST;
  }

  /** For one that isn't: what was looked at is looked at again. */
  void broken(int length) {
    spent += length + COST_OF_BROKEN;
  }
}
