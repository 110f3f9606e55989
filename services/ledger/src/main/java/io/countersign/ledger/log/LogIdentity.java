package io.countersign.ledger.log;

import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.log.key.CheckpointSigner;
import io.countersign.ledger.log.key.NoteKey;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The log's name and its keys, as the database says: those that it began with, and those that the
 * record says took over.
 *
 * @param keys the Ed25519 one first
 */
public record LogIdentity(String origin, List<NoteKey> keys) {
  private static final String SELECT = "select origin, ed25519_key, ml_dsa_key from log_identity";

  private static final String INSERT =
      """
      insert into log_identity (origin, ed25519_key, ml_dsa_key) values (?, ?, ?)
      on conflict do nothing\
      """;

  private static final String ROTATION =
      """
      select global_index, payload from event
      where payload_type = 'audit.log-key-rotated' and global_index <= ?
      order by global_index desc limit 1\
      """;

  public LogIdentity {
    keys = List.copyOf(keys);
  }

  /** The key by which the log is known. */
  public NoteKey key() {
    return keys.getFirst();
  }

  /**
   * Who signs a tree of a size: from the first one on that holds it, a rotation counts.
   *
   * @return empty before the log has a name
   */
  public static Optional<LogIdentity> at(long size, SqlConnection sql) {
    return first(sql).map(it -> sql.first(ROTATION, LogIdentity::rotated, size).orElse(it));
  }

  private static LogIdentity rotated(SqlRow row) {
    var payload = DomainJson.tree(row.text("payload"));
    return new LogIdentity(
        payload.path("origin").asString(),
        StreamSupport.stream(payload.path("newKeys").spliterator(), false)
            .map(JsonNode::asString)
            .map(NoteKey::parse)
            .toList());
  }

  private static Optional<LogIdentity> first(SqlConnection sql) {
    return sql.first(
        SELECT,
        row ->
            new LogIdentity(
                row.text("origin"),
                List.of(
                    NoteKey.parse(row.text("ed25519_key")),
                    NoteKey.parse(row.text("ml_dsa_key")))));
  }

  /** Gives the log its name and first keys, if it has none. */
  static void begin(CheckpointSigner signer, SqlConnection sql) {
    var keys = signer.keys();
    sql.execute(INSERT, signer.key().name(), keys.getFirst(), keys.getLast());
  }
}
