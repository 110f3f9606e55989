package io.countersign.ledger.log;

import io.countersign.ledger.postgres.SqlConnection;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tree heads that were signed. */
final class CheckpointTable {
  private static final String LAST =
      "select size, published, root, note from log_checkpoint order by size desc limit 1";

  private static final String INSERT =
      """
      insert into log_checkpoint (size, root, created_at, note, published)
      values (?, ?, now(), ?, false) on conflict do nothing\
      """;

  private static final String COSIGNED =
      """
      update log_checkpoint set note = ?, published = published or ? where size = ? and note = ?\
      """;

  private static final String BY_QUORUM =
      """
      insert into log_quorum (size, quorum)
      select size, ? from log_checkpoint where size = ? and published on conflict do nothing\
      """;

  private static final String RULE =
      "update log_publication set confirmed = ? or confirmed and quorum = ?, quorum = ?";

  private static final String UNHEARD =
      "update log_publication set confirmed = false where confirmed and quorum = ?";

  private static final String CONFIRM =
      "update log_publication set confirmed = true where not confirmed and quorum = ?";

  private static final String CONFIRMED =
      "select confirmed and quorum = ? as confirmed from log_publication";

  private static final String TRIED =
      "update log_publication set attempted_at = now(), problem = ? where epoch = ?";

  private static final String NO_QUORUM = Cosigners.NONE.quorum();

  /** Four bytes, in the base64 of whoever signs. */
  private static final int ID_BYTES = 4;

  private CheckpointTable() {}

  /**
   * A row.
   *
   * @param note as it's stored
   */
  record Row(long size, boolean published, byte[] root, String note) {}

  static Optional<Row> last(SqlConnection sql) {
    return sql.first(
        LAST,
        row ->
            new Row(
                row.longValue("size"), row.flag("published"), row.bytes("root"), row.text("note")));
  }

  static void insert(long size, byte[] root, String note, SqlConnection sql) {
    sql.execute(INSERT, size, root, note);
  }

  /** Adds the signatures of those who haven't signed it yet. */
  static void cosigned(Row head, List<String> lines, boolean met, SqlConnection sql) {
    var signed = new HashSet<String>();
    head.note()
        .lines()
        .filter(it -> it.startsWith("\u2014 "))
        .map(CheckpointTable::signer)
        .forEach(signed::add);
    var more =
        lines.stream()
            .filter(it -> signed.add(signer(it)))
            .map(it -> it + "\n")
            .collect(Collectors.joining());
    sql.execute(COSIGNED, head.note() + more, met, head.size(), head.note());
  }

  /** By this rule those who cosigned sufficed. */
  static void witnessed(long size, String quorum, SqlConnection sql) {
    sql.execute(BY_QUORUM, quorum, size);
  }

  /**
   * Heads are published by this rule from now on. Under another one than before, those that were
   * don't count until its quorum has been heard.
   */
  static void rule(String quorum, SqlConnection sql) {
    sql.execute(RULE, quorum.equals(NO_QUORUM), quorum, quorum);
  }

  /** A server started by this rule: where it's in force its quorum has to be heard again. */
  static void unheard(String quorum, SqlConnection sql) {
    if (!quorum.equals(NO_QUORUM)) {
      sql.execute(UNHEARD, quorum);
    }
  }

  /** The quorum was heard; without effect where its rule isn't the one in force. */
  static void confirm(String quorum, SqlConnection sql) {
    sql.execute(CONFIRM, quorum);
  }

  /** Whether this rule is in force, and its quorum was heard. */
  static boolean isConfirmed(String quorum, SqlConnection sql) {
    return sql.first(CONFIRMED, row -> row.flag("confirmed"), quorum).orElseThrow();
  }

  /** Name and id of the key of a signature line. */
  private static String signer(String line) {
    int space = line.lastIndexOf(' ');
    var signature = Base64.getDecoder().decode(line.substring(space + 1));
    var id = new StringBuilder(line.substring(0, space));
    for (int i = 0; i < ID_BYTES; i++) {
      id.append(' ').append(signature[i]);
    }
    return id.toString();
  }

  static void tried(long epoch, String problem, SqlConnection sql) {
    sql.execute(TRIED, problem, epoch);
  }
}
