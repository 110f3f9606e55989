package io.countersign.server.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.Scope;
import io.countersign.ledger.access.Grants;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Roles within bounds, of persons, services and groups; for administrators. */
@RestController
@RequestMapping("/api/v1/grants")
class GrantsController {
  private static final int PART = 200;
  private static final int REASON_CHARACTERS = 1_000;

  /**
   * A grant that is wanted; what isn't named bounds nothing.
   *
   * @param principal a login name, a token's name or an id; or else a group
   * @param reason why it's given; kept on record
   */
  record NewGrant(
      @Nullable String principal,
      @Nullable String group,
      @Nullable String role,
      @Nullable String team,
      @Nullable String environment,
      @Nullable String service,
      @Nullable String action,
      @Nullable String from,
      @Nullable String until,
      @Nullable String reason) {}

  /**
   * What came of it.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param confirmation that it waits for; absent when it was done
   * @param warning that nothing is known which it reaches; absent where something is
   */
  record Given(
      String id,
      long position,
      String outcome,
      @Nullable String confirmation,
      @Nullable String warning) {}

  /**
   * One that is in effect, or yet to begin.
   *
   * @param holder the principal or {@code grp_...}
   * @param holderName the login name, the token's name or the group's
   */
  record Item(
      String id,
      String holder,
      @Nullable String holderName,
      Role role,
      @Nullable String team,
      @Nullable String environment,
      @Nullable String service,
      @Nullable String action,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String reason,
      Instant givenAt,
      String givenBy,
      @Nullable String givenByName,
      @Nullable String confirmedBy,
      @Nullable String confirmedByName) {}

  private final Grants grants;
  private final GrantChanges changes;
  private final PrincipalNames names;

  GrantsController(Grants grants, GrantChanges changes, PrincipalNames names) {
    this.grants = grants;
    this.changes = changes;
    this.names = names;
  }

  @GetMapping
  Listed<Item> list() {
    var lookup = names.lookup();
    return new Listed<>(grants.all().stream().map(it -> item(it, lookup)).toList(), null);
  }

  private static Item item(Grants.Row row, PrincipalNames.Lookup lookup) {
    var grant = row.grant();
    var scope = grant.scope();
    var holder = row.holder();
    var confirmer = row.confirmedBy() == null ? null : row.confirmedBy().value();
    return new Item(
        grant.id().value(),
        holder.value(),
        holder.group().map(GroupId::name).orElseGet(() -> lookup.of(holder.value())),
        grant.role(),
        scope.team(),
        scope.environment(),
        scope.service(),
        scope.actionClass(),
        grant.from(),
        grant.until(),
        grant.reason(),
        row.givenAt(),
        row.givenBy().value(),
        lookup.of(row.givenBy().value()),
        confirmer,
        lookup.of(confirmer));
  }

  @PostMapping
  Given give(@RequestBody NewGrant body, Origin origin) {
    var role = ParameterParsing.word("/role", body.role(), Role.class);
    if (role == null) {
      throw RefusedException.badRequest("/role", "is missing");
    }
    var scope =
        new Scope(
            ParameterParsing.word("team", body.team(), PART),
            ParameterParsing.word("environment", body.environment(), PART),
            ParameterParsing.word("service", body.service(), PART),
            ParameterParsing.word("action", body.action(), PART));
    var grant =
        new Grant(
            GrantId.of(origin.id("grant")),
            role,
            scope,
            ParameterParsing.instant("/from", body.from()),
            ParameterParsing.instant("/until", body.until()),
            ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS));
    var given = changes.give(holder(body), grant, origin);
    return new Given(
        grant.id().value(),
        given.position(),
        given.outcome(),
        given.confirmation(),
        changes.warning(scope));
  }

  private GrantHolder holder(NewGrant body) {
    if (body.group() != null && body.principal() == null) {
      return GrantHolder.of(group(body.group()));
    }
    if (body.principal() == null || body.group() != null) {
      throw RefusedException.badRequest("/principal", "or a group is needed, and only one of them");
    }
    return GrantHolder.of(principal(body.principal(), names));
  }

  static GroupId group(String name) {
    return ParameterParsing.id(name, GroupId::named, RefusalCode.UNKNOWN_GROUP);
  }

  /**
   * @throws RefusedException UNKNOWN_PRINCIPAL: whoever asks may know who there is
   */
  static PrincipalId principal(String text, PrincipalNames names) {
    if (names.isAmbiguous(text)) {
      throw RefusedException.badRequest(
          "/principal", "is the name of more than one person or service: give the id");
    }
    return names
        .idOf(text)
        .map(PrincipalId::new)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalCode.UNKNOWN_PRINCIPAL, "Nobody is called " + text + "."));
  }

  @DeleteMapping("/{id}")
  GrantChanges.Outcome revoke(@PathVariable String id, Origin origin) {
    Function<String, GrantId> parser = GrantId::new;
    return changes.revoke(ParameterParsing.id(id, parser, RefusalCode.UNKNOWN_GRANT), origin);
  }
}
