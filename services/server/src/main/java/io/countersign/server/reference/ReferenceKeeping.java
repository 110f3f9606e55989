package io.countersign.server.reference;

import io.countersign.domain.Reference;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.reference.ReferenceCommand.AddReference;
import io.countersign.domain.reference.ReferenceCommand.RemoveReference;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.ledger.reference.ReferenceRows;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The references of any holder, for the endpoints of both kinds. */
@Component
final class ReferenceKeeping {
  private static final int NAME_CHARACTERS = 60;
  private static final int ID_CHARACTERS = 200;
  private static final int URL_CHARACTERS = 2_000;

  /**
   * A thing in another system.
   *
   * @param system the connection's name, such as {@code jira}
   * @param kind such as {@code issue}
   * @param id the system's own, the one that never changes
   * @param url where a person opens it
   */
  record NewReference(
      @Nullable String system, @Nullable String kind, @Nullable String id, @Nullable String url) {}

  /** One that is held. */
  record Item(
      String system,
      String kind,
      String id,
      String url,
      @Nullable String addedBy,
      Instant addedAt) {}

  /** All that are held, the first that was added first; at most 100. */
  record Held(List<Item> items) {}

  private final ReferenceRows rows;
  private final CommandSender commands;
  private final PrincipalNames names;

  ReferenceKeeping(ReferenceRows rows, CommandSender commands, PrincipalNames names) {
    this.rows = rows;
    this.commands = commands;
    this.names = names;
  }

  Held held(ReferenceHolder holder) {
    var lookup = names.lookup();
    return new Held(rows.of(holder).stream().map(row -> item(row, lookup)).toList());
  }

  CommandSender.Written add(ReferenceHolder holder, NewReference body, Origin origin) {
    var command = new AddReference(holder, reference(body));
    return commands.send(command, origin.context(holder.value()));
  }

  CommandSender.Written remove(
      ReferenceHolder holder, String system, String kind, String id, Origin origin) {
    var command = new RemoveReference(holder, system, kind, id);
    return commands.send(command, origin.context(holder.value()));
  }

  private static Item item(ReferenceRows.Row row, PrincipalNames.Lookup lookup) {
    var reference = row.reference();
    return new Item(
        reference.system(),
        reference.kind(),
        reference.id(),
        reference.url(),
        lookup.orId(row.addedBy()),
        row.addedAt());
  }

  private static Reference reference(NewReference body) {
    var system = ParameterParsing.text("system", body.system(), NAME_CHARACTERS);
    var kind = ParameterParsing.text("kind", body.kind(), NAME_CHARACTERS);
    var id = ParameterParsing.text("id", body.id(), ID_CHARACTERS);
    var url = ParameterParsing.text("url", body.url(), URL_CHARACTERS);
    try {
      return new Reference(system, kind, id, url);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(RefusalCode.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }
}
