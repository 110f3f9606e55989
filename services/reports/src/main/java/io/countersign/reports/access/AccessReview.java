package io.countersign.reports.access;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.ReportedException;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The review of access: who holds which role at the end of the range, and what of it changed
 * within.
 */
public final class AccessReview implements ReportSection {
  /** Whoever holds a role and did nothing for so long doesn't use it. */
  private static final Duration UNUSED = Duration.ofDays(90);

  private static final List<String> COLUMNS =
      List.of(
          "principal",
          "kind",
          "state",
          "role",
          "source",
          "grant",
          "scope",
          "from",
          "until",
          "given_by",
          "confirmed_by",
          "given_at",
          "given_leaf",
          "registered_at",
          "last_act_at",
          "tokens");

  private static final List<String> CHANGE_COLUMNS =
      List.of("leaf", "recorded_at", "event", "principal", "what", "by", "confirmed_by");

  private record Changed(LeafEvent event, String principal, String what) {}

  private record Refuted(ControlCheck check, String subject, long leaf, String cause, String how) {}

  private final ReportParameters parameters;
  private final TreeMap<String, PrincipalTrace> principals = new TreeMap<>();
  private final TreeMap<String, List<RoleHolding>> groups = new TreeMap<>();
  private final List<Changed> changed = new ArrayList<>();
  private final List<Refuted> refuted = new ArrayList<>();
  private boolean bootstrapped;
  private long given;
  private long acts;

  public AccessReview(ReportParameters parameters) {
    this.parameters = parameters;
  }

  private PrincipalTrace principal(@Nullable String id) {
    return principals.computeIfAbsent(id == null ? NOT_RECORDED : id, PrincipalTrace::new);
  }

  @Override
  public void accept(LeafEvent event) {
    acting(event);
    if (!event.type().startsWith("access.")) {
      return;
    }
    var who = event.text("principal");
    switch (event.type()) {
      case "access.principal-registered" -> registered(event);
      case "access.role-granted" -> {
        var role = event.payload().text("role", NOT_RECORDED);
        give(who, RoleHolding.of(role, "role", event), event);
      }
      case "access.role-revoked" -> revoke(who, event);
      case "access.grant-given" -> give(who, RoleHolding.granted("grant", event), event);
      case "access.grant-revoked" -> {
        principal(who).holdings.removeIf(it -> isGrant(it, event));
        note(event, who, "grant " + event.text("grant"));
      }
      case "access.principal-disabled" -> {
        principal(who).disabledAt = event.at();
        note(event, who, "disabled");
      }
      case "access.token-issued" -> token(event, 1);
      case "access.token-revoked" -> token(event, -1);
      case "access.bootstrap-ended" -> bootstrapped = true;
      default -> ofGroups(event);
    }
  }

  private void ofGroups(LeafEvent event) {
    var group = event.payload().text("group", NOT_RECORDED);
    var member = event.text("member");
    switch (event.type()) {
      case "access.group-grant-given" -> {
        var holding = RoleHolding.granted(group, event);
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(holding);
        agreed(holding, group, event);
        note(event, group, holding.role());
      }
      case "access.group-grant-revoked" -> {
        groups.getOrDefault(group, new ArrayList<>()).removeIf(it -> isGrant(it, event));
        note(event, group, "grant " + event.text("grant"));
      }
      case "access.member-added" -> {
        principal(member).groups.add(group);
        note(event, member, group);
      }
      case "access.member-removed" -> {
        principal(member).groups.remove(group);
        note(event, member, group);
      }
      default -> {}
    }
  }

  private static boolean isGrant(RoleHolding holding, LeafEvent event) {
    return holding.grant().equals(event.text("grant"));
  }

  /** Whoever did something; who is disabled does nothing. */
  private void acting(LeafEvent event) {
    var actor = event.actor();
    var one = actor == null ? null : principals.get(actor);
    if (one == null) {
      return;
    }
    one.actedAt = event.at();
    boolean counts = parameters.leaves().contains(event.leaf());
    acts += counts ? 1 : 0;
    if (one.disabledAt != null && counts) {
      var cause = event.type() + " by who was disabled at " + one.disabledAt;
      refuted.add(new Refuted(ControlCheck.ACCESS_ENDED, one.id, event.leaf(), cause, "open"));
    }
  }

  private void registered(LeafEvent event) {
    var one = principal(event.text("principal"));
    one.kind = event.text("kind");
    one.registeredAt = event.at();
    one.disabledAt = null;
    for (var role : new TreeSet<>(event.payload().texts("roles"))) {
      one.holdings.add(RoleHolding.of(role, "registration", event));
    }
    note(event, one.id, String.join("; ", new TreeSet<>(event.payload().texts("roles"))));
  }

  private void give(@Nullable String who, RoleHolding holding, LeafEvent event) {
    principal(who).holdings.add(holding);
    agreed(holding, who == null ? NOT_RECORDED : who, event);
    note(event, who, holding.role());
  }

  /** What decides is given by two; before the bootstrap ended there may be one only. */
  private void agreed(RoleHolding holding, String whom, LeafEvent event) {
    if (!RoleHolding.DECIDING.contains(holding.role())
        || !parameters.leaves().contains(event.leaf())) {
      return;
    }
    given++;
    boolean alone = holding.confirmedBy() == null || holding.confirmedBy().equals(holding.by());
    if (holding.by() != null && alone) {
      var cause = holding.role() + " was given by " + holding.by() + " alone";
      var how = bootstrapped ? ReportedException.OPEN : "before the bootstrap ended";
      refuted.add(new Refuted(ControlCheck.ACCESS_AGREED, whom, event.leaf(), cause, how));
    }
  }

  private void revoke(@Nullable String who, LeafEvent event) {
    var role = event.payload().text("role", NOT_RECORDED);
    principal(who).holdings.removeIf(it -> it.grant().isEmpty() && it.role().equals(role));
    note(event, who, role);
  }

  private void token(LeafEvent event, int more) {
    var one = principal(event.text("principal"));
    one.tokens = Math.max(0, one.tokens + more);
    note(event, one.id, "token");
  }

  private void note(LeafEvent event, @Nullable String principal, String what) {
    if (parameters.leaves().contains(event.leaf())) {
      changed.add(new Changed(event, principal == null ? NOT_RECORDED : principal, what));
    }
  }

  @Override
  public void conclude(ReportDraft draft) {
    if (!draft.covers(Set.of())) {
      draft.limit("Access isn't of one entity: a partial scope leaves all of it out.");
      return;
    }
    var table = draft.table(ReportTable.population("access-review", "Roles held", COLUMNS));
    long holders = 0;
    for (var one : principals.values()) {
      var held = held(one);
      for (var holding : held) {
        table.rows().add(row(one, holding));
      }
      holders += held.isEmpty() ? 0 : 1;
      judge(one, held, draft);
    }
    changes(draft);
    for (var one : refuted) {
      draft.exception(one.check(), one.subject(), one.leaf(), one.cause(), Set.of(), one.how());
    }
    draft.checked(ControlCheck.ACCESS_SEPARATED, holders);
    draft.checked(ControlCheck.ACCESS_USED, holders);
    draft.checked(ControlCheck.ACCESS_AGREED, given);
    draft.checked(ControlCheck.ACCESS_ENDED, acts);
    draft.figure("role-holders", "Principals that hold a role", holders);
    draft.figure("roles-held", "Roles held", table.rows().size());
    draft.figure("access-changes", "Changes of access", changed.size());
  }

  /** Its own and its groups', those over left out. */
  private List<RoleHolding> held(PrincipalTrace one) {
    var end = parameters.period().to();
    var all = new ArrayList<>(one.holdings);
    for (var group : one.groups) {
      groups.getOrDefault(group, List.of()).forEach(it -> all.add(it.through(group)));
    }
    return all.stream().filter(it -> !it.isOver(end)).toList();
  }

  private void judge(PrincipalTrace one, List<RoleHolding> held, ReportDraft draft) {
    long leaf = held.stream().mapToLong(RoleHolding::leaf).max().orElse(0);
    for (var conflict : RoleConflicts.of(one, held)) {
      draft.exception(ControlCheck.ACCESS_SEPARATED, one.id, leaf, conflict, Set.of());
    }
    var quiet = one.quietSince();
    boolean idle = quiet != null && quiet.plus(UNUSED).isBefore(parameters.period().to());
    if (idle && one.isPerson() && one.disabledAt == null && !held.isEmpty()) {
      draft.exception(
          ControlCheck.ACCESS_USED,
          one.id,
          leaf,
          "holds roles, and has done nothing since " + quiet,
          Set.of());
    }
  }

  private void changes(ReportDraft draft) {
    var table =
        draft.table(ReportTable.list("access-changes", "Changes of access", CHANGE_COLUMNS));
    for (var one : changed) {
      var event = one.event();
      var by = event.text("by");
      table
          .rows()
          .add(
              List.of(
                  Long.toString(event.leaf()),
                  event.at().toString(),
                  event.type(),
                  one.principal(),
                  one.what(),
                  recorded(by == null ? event.actor() : by),
                  text(event.text("confirmedBy"))));
    }
  }

  private static List<String> row(PrincipalTrace one, RoleHolding holding) {
    return List.of(
        one.id,
        recorded(one.kind),
        one.disabledAt == null ? "active" : "disabled",
        holding.role(),
        holding.source(),
        holding.grant(),
        scope(holding),
        text(holding.from()),
        text(holding.until()),
        recorded(holding.by()),
        text(holding.confirmedBy()),
        holding.at().toString(),
        Long.toString(holding.leaf()),
        recorded(one.registeredAt),
        recorded(one.actedAt),
        Integer.toString(one.tokens));
  }

  private static String scope(RoleHolding holding) {
    return holding.scope().entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String recorded(@Nullable Object value) {
    return value == null ? NOT_RECORDED : value.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
