package io.countersign.ledger.alert;

import io.countersign.domain.BlobRef;
import io.countersign.ledger.Blob;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code alert_held_text} for one batch: the annotations of alerts that wait to be raised. An event
 * names them once the alert is raised, and only what events name lies beside the record.
 */
final class HeldTexts {
  private final List<Blob> waiting = new ArrayList<>();
  private final TreeSet<String> raised = new TreeSet<>();
  private final TreeSet<String> over = new TreeSet<>();

  void clear() {
    waiting.clear();
    raised.clear();
    over.clear();
  }

  void waits(Blob text) {
    waiting.add(text);
  }

  /** Nobody waits for it any more: what did is raised, or it was in doubt for no reason. */
  void ends(BlobRef text, boolean isRaised) {
    over.add(text.digest().hex());
    if (isRaised) {
      raised.add(text.digest().hex());
    }
  }

  void save(SqlConnection sql) {
    waiting.forEach(text -> put(text, sql));
    if (!raised.isEmpty()) {
      sql.execute(
          """
          insert into blob (digest, salt, media_type, size, content)
          select digest, salt, media_type, size, content from alert_held_text where digest = any(?)
          on conflict do nothing\
          """,
          (Object) raised.toArray(String[]::new));
    }
    if (!over.isEmpty()) {
      sql.execute(
          "delete from alert_held_text where digest = any(?)",
          (Object) over.toArray(String[]::new));
    }
  }

  private static void put(Blob text, SqlConnection sql) {
    var ref = text.ref();
    sql.execute(
        """
        insert into alert_held_text (digest, salt, media_type, size, content)
        values (?, ?, ?, ?, ?) on conflict do nothing\
        """,
        ref.digest().hex(),
        text.salt(),
        ref.mediaType(),
        ref.size(),
        text.content());
  }
}
