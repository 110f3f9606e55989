package io.countersign.domain.ticketing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it was read, with who changed what of it. People's texts aren't in here: values that
 * might be some stand as their fingerprints, comments beside the record.
 *
 * @param fields by our names, in their words; those that can't be read are left out
 * @param changes those that the ticket's history tells, the oldest first; none where it tells none
 * @param comments the oldest first
 * @param self the account that we write by; empty where that isn't known
 * @param mergedInto the ticket that people there go on with in its place; null for none
 */
public record TicketSight(
    Reference reference,
    Map<String, String> fields,
    List<Change> changes,
    List<Comment> comments,
    String self,
    @Nullable Reference mergedInto) {
  /** One that wasn't merged into another. */
  public TicketSight(
      Reference reference,
      Map<String, String> fields,
      List<Change> changes,
      List<Comment> comments,
      String self) {
    this(reference, fields, changes, comments, self, null);
  }

  /** Somebody's change of one field. */
  public record Change(String field, String from, String to, String account, Instant at) {}

  /**
   * A comment.
   *
   * @param id the system's own, among those of the ticket
   * @param key the one that we added it with; null if we didn't
   * @param internal whether it's kept from who raised the ticket
   */
  public record Comment(
      String id,
      @Nullable String key,
      String account,
      boolean internal,
      BlobRef text,
      Instant at) {}

  public TicketSight {
    fields = Map.copyOf(fields);
    changes = changes.stream().sorted(Comparator.comparing(Change::at)).toList();
    comments = List.copyOf(comments);
  }

  /** Those of one field since then. */
  List<Change> changes(String field, Instant since) {
    return changes.stream()
        .filter(it -> it.field().equals(field) && it.at().isAfter(since))
        .toList();
  }

  /** The last one that made a field what it is. */
  Optional<Change> last(String field, String value) {
    return changes.stream()
        .filter(it -> it.field().equals(field) && it.to().equals(value))
        .reduce((_, later) -> later);
  }

  boolean isOurs(Change change) {
    return !self.isEmpty() && change.account().equals(self);
  }

  boolean isOurs(Comment comment) {
    return comment.key() != null && !self.isEmpty() && comment.account().equals(self);
  }

  /** The time of the last change that it tells of. */
  Instant readUpTo() {
    return changes.isEmpty() ? Instant.EPOCH : changes.getLast().at();
  }
}
