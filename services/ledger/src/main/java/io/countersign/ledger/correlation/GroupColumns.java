package io.countersign.ledger.correlation;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.alert.SourceGroup;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlRow;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** The columns {@code group_key} and {@code group_by} of the correlator's tables. */
final class GroupColumns {
  private GroupColumns() {}

  static @Nullable String key(@Nullable SourceGroup group) {
    return group == null ? null : group.key();
  }

  static @Nullable String by(@Nullable SourceGroup group) {
    return group == null ? null : CanonicalJson.write(group.by().stream().sorted().toList());
  }

  static @Nullable SourceGroup read(SqlRow row) {
    var key = row.textOrNull("group_key");
    if (key == null) {
      return null;
    }
    var by = new HashSet<String>();
    DomainJson.tree(row.text("group_by")).forEach(it -> by.add(it.asString()));
    return new SourceGroup(key, by);
  }
}
