package io.countersign.server.audit.right;

import io.countersign.domain.Role;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.access.Grants;
import io.countersign.ledger.access.delegation.Delegations;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.access.GrantTexts;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.scope.UnknownEntity;
import io.countersign.server.web.Caller;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The holders of a right over something at any time, and by whose word. */
@RestController
class WhoCouldController {
  /**
   * Somebody who could, and why.
   *
   * @param scope of the grant, in words
   * @param group by which they held it; absent for their own
   * @param givenBy who wanted the grant
   * @param confirmedBy the second person; absent where none was needed
   * @param memberBy who wanted them in the group
   * @param onBehalfOf whose right it was, where it was delegated; absent for their own
   * @param absent whether they said then that they were out of office: their own word didn't count
   */
  record Holder(
      String principal,
      @Nullable String name,
      Role role,
      String grant,
      String scope,
      @Nullable String group,
      Instant givenAt,
      @Nullable String givenBy,
      @Nullable String confirmedBy,
      @Nullable String memberBy,
      @Nullable String memberConfirmedBy,
      @Nullable String onBehalfOf,
      boolean absent) {
    /** The same right, of whom it was delegated to. */
    Holder delegated(Delegation delegation, PrincipalNames.Lookup lookup) {
      var to = delegation.to().value();
      return new Holder(
          to,
          lookup.of(to),
          role,
          grant,
          scope + ", delegated until " + delegation.until(),
          group,
          givenAt,
          givenBy,
          confirmedBy,
          memberBy,
          memberConfirmedBy,
          lookup.orId(principal),
          false);
    }
  }

  /**
   * Those who could.
   *
   * @param warning that the entity isn't in the catalogue; absent where it is
   */
  record Holders(List<Holder> items, @Nullable String next, @Nullable String warning) {}

  private final Grants grants;
  private final Delegations delegations;
  private final Catalog catalog;
  private final UnknownEntity unknown;
  private final PrincipalNames names;
  private final InstantSource clock;

  WhoCouldController(
      Grants grants,
      Delegations delegations,
      Catalog catalog,
      UnknownEntity unknown,
      PrincipalNames names,
      InstantSource clock) {
    this.grants = grants;
    this.delegations = delegations;
    this.catalog = catalog;
    this.unknown = unknown;
    this.names = names;
    this.clock = clock;
  }

  /**
   * @param action one of {@link Doing}, in kebab case
   * @param entity {@code kind/environment/name}; its team is the one of today
   * @param at now where it's missing; of a time to come it's told as far as is on record now
   */
  @GetMapping("/api/v1/access/who-could")
  Holders whoCould(
      @RequestParam String action,
      @RequestParam String entity,
      @RequestParam(required = false) @Nullable String actionClass,
      @RequestParam(required = false) @Nullable String at,
      Caller caller) {
    var doing = ParameterParsing.word("action", action, Doing.class);
    if (doing == null) {
      throw RefusedException.badRequest("action", "is missing");
    }
    var asked = ParameterParsing.instant("at", at);
    var when = asked == null ? clock.instant() : asked;
    var about =
        ParameterParsing.parameter("entity", entity, EntityId::parse, "kind/environment/name");
    if (about == null) {
      throw RefusedException.badRequest("entity", "is missing");
    }
    CatalogFacts facts = catalog::owner;
    var reach = facts.reach(about, actionClass == null ? "" : actionClass);
    var lookup = names.lookup();
    var delegated = doing.delegable() ? delegations.inEffect(when) : List.<Delegation>of();
    return new Holders(
        grants.heldAt(doing.roles(), when).stream()
            .filter(it -> it.grant().grant().covers(reach, when))
            .map(it -> holder(it, isAbsent(it, delegated), lookup))
            .flatMap(it -> Stream.concat(Stream.of(it), deputies(it, delegated, reach, lookup)))
            .toList(),
        null,
        unknown.why(about, caller.sight()).orElse(null));
  }

  private static boolean isAbsent(Grants.Held held, List<Delegation> delegated) {
    return delegated.stream().anyMatch(it -> it.absent() && it.from().equals(held.principal()));
  }

  /** Who decided for them there: what is delegated isn't handed on. */
  private static Stream<Holder> deputies(
      Holder holder, List<Delegation> delegated, Reach reach, PrincipalNames.Lookup lookup) {
    return delegated.stream()
        .filter(it -> it.from().value().equals(holder.principal()) && it.scope().covers(reach))
        .map(it -> holder.delegated(it, lookup));
  }

  private static Holder holder(Grants.Held held, boolean absent, PrincipalNames.Lookup lookup) {
    var row = held.grant();
    var group = held.through();
    var confirmer = row.confirmedBy();
    var memberBy = held.addedBy();
    var memberConfirmer = held.addingConfirmedBy();
    return new Holder(
        held.principal().value(),
        lookup.of(held.principal().value()),
        row.grant().role(),
        row.grant().id().value(),
        GrantTexts.grant(row.grant()),
        group == null ? null : group.name(),
        row.givenAt(),
        lookup.orId(row.givenBy().value()),
        lookup.orId(confirmer == null ? null : confirmer.value()),
        lookup.orId(memberBy == null ? null : memberBy.value()),
        lookup.orId(memberConfirmer == null ? null : memberConfirmer.value()),
        null,
        absent);
  }
}
