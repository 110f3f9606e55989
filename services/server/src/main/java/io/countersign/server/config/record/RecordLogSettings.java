package io.countersign.server.config.record;

/**
 * The settings of the record's log.
 *
 * @param origin its name, where it has none yet; empty for one that is made up
 * @param key where its keys are, as a reference; empty for a file in the home
 * @param nextKey those that they are to be rotated to, where somebody else looks after keys; empty
 *     where they aren't
 */
public record RecordLogSettings(String origin, String key, String nextKey) {
  public static final RecordLogSettings DEFAULT = new RecordLogSettings("", "", "");
}
