package io.countersign.domain.reference;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.reference.ReferenceCommand.AddReference;
import io.countersign.domain.reference.ReferenceCommand.RemoveReference;
import io.countersign.domain.reference.ReferenceEvent.Added;
import io.countersign.domain.reference.ReferenceEvent.AttemptRefused;
import io.countersign.domain.reference.ReferenceEvent.Removed;
import java.util.List;
import java.util.Set;

/** Decides about references: whoever works on incidents keeps them, and the product itself. */
public final class ReferenceDecider {
  /** More than anybody looks through. */
  public static final int MOST = 100;

  private static final Set<Role> KEEPING = Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER);

  private ReferenceDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code, but not where
   *     there is no such incident or remediation
   */
  public static Decision<ReferenceEvent> decide(
      References state, ReferenceCommand command, CommandContext context) {
    var holder = command.holder();
    return context
        .facts(ReferenceFacts.class)
        .entities(holder)
        .map(it -> recorded(state, command, it, context))
        .orElseGet(() -> Rule.refused(unknown(holder)));
  }

  private static Decision<ReferenceEvent> recorded(
      References state, ReferenceCommand command, List<EntityId> about, CommandContext context) {
    var holder = command.holder();
    return Refusals.recorded(
        Rule.inOrder(keeping(about, context), () -> authorised(state, command)),
        state.refusals(),
        Attempt.of(command, context),
        (code, it) -> new AttemptRefused(holder, code, it.by(), it.command(), it.at()));
  }

  /** Who works on part of it. */
  private static List<Rule> keeping(List<EntityId> about, CommandContext context) {
    var catalog = context.facts(CatalogFacts.class);
    return Authority.systemOrPersonWithin(
        context, KEEPING, about.stream().map(it -> catalog.reach(it, "")).toList());
  }

  private static RefusalCode unknown(ReferenceHolder holder) {
    return holder.isIncident() ? RefusalCode.UNKNOWN_INCIDENT : RefusalCode.UNKNOWN_REMEDIATION;
  }

  private static Decision<ReferenceEvent> authorised(References state, ReferenceCommand command) {
    return switch (command) {
      case AddReference c -> add(state, c);
      case RemoveReference c ->
          state
              .find(c.system(), c.kind(), c.id())
              .map(it -> Decision.<ReferenceEvent>done(new Removed(c.holder(), it)))
              .orElseGet(Decision::unchanged);
    };
  }

  private static Decision<ReferenceEvent> add(References state, AddReference c) {
    var wanted = c.reference();
    var known = state.find(wanted.system(), wanted.kind(), wanted.id());
    if (known.filter(wanted::equals).isPresent()) {
      return Decision.unchanged();
    }
    boolean room = known.isPresent() || state.held().size() < MOST;
    return Rule.inOrder(
        List.of(
            that(
                wanted.isRecordable(),
                RefusalCode.BAD_REQUEST,
                "Its id or its url holds what looks like a secret or somebody's address: those"
                    + " aren't recorded."),
            that(room, RefusalCode.BAD_REQUEST, "It holds " + MOST + " references already.")),
        () -> Decision.done(new Added(c.holder(), wanted)));
  }
}
