package io.countersign.domain.access.confirmation;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change that takes two persons. The digest covers all that will be done; a further kind of
 * change is a further record here, a line in {@link ConfirmationRules}, and whoever carries it out.
 */
public sealed interface ConfirmationSubject {
  /** All that is bound, for the digest. */
  Map<String, Object> content();

  default Digest digest() {
    return Digest.ofJson(content());
  }

  /**
   * Whether this, decided later, says otherwise than an older one, which then isn't carried out any
   * more.
   */
  boolean supersedes(ConfirmationSubject older);

  /**
   * Whether what this person proposed, stands for or confirmed is over with it, for good: it may
   * have been somebody else with their password, or is theirs to say no more.
   */
  default boolean silences(PrincipalId who) {
    return switch (this) {
      case RoleChange it ->
          it.principal.equals(who) && !(it.revoke.isEmpty() && it.reset.isEmpty());
      case PasswordReset it -> it.principal.equals(who);
      case Disablement it -> it.principal.equals(who);
      case KillSwitchRelease _,
          CatalogReduction _,
          GrantAddition _,
          GrantRevocation _,
          Membership _,
          RunbookPromotion _,
          CalendarWidening _ ->
          false;
    };
  }

  /**
   * Roles that let somebody decide on plans, or on who decides; or without which nobody does.
   *
   * @param reset a one-time secret that goes with it, for somebody who has no password yet, or one
   *     that somebody else could have chosen; else empty
   */
  record RoleChange(PrincipalId principal, Set<Role> grant, Set<Role> revoke, String reset)
      implements ConfirmationSubject {
    public RoleChange {
      grant = Set.copyOf(grant);
      revoke = Set.copyOf(revoke);
    }

    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t",
          "countersign-role-change/1",
          "principal",
          principal.value(),
          "grant",
          names(grant),
          "revoke",
          names(revoke),
          "reset",
          reset);
    }

    /** It takes what that one gives, or the other way round; or ends the same password. */
    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return switch (older) {
        case RoleChange it ->
            principal.equals(it.principal)
                && !(Collections.disjoint(grant, it.revoke)
                    && Collections.disjoint(revoke, it.grant));
        case PasswordReset it -> principal.equals(it.principal) && !reset.isEmpty();
        case Disablement _,
            CatalogReduction _,
            KillSwitchRelease _,
            GrantAddition _,
            GrantRevocation _,
            Membership _,
            RunbookPromotion _,
            CalendarWidening _ ->
            false;
      };
    }

    private static Object names(Set<Role> roles) {
      return roles.stream().map(Role::name).sorted().toList();
    }
  }

  /**
   * Somebody's password ends, and they choose another.
   *
   * @param reset the public id of the one-time secret for it
   */
  record PasswordReset(PrincipalId principal, String reset) implements ConfirmationSubject {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t", "countersign-password-reset/1", "principal", principal.value(), "reset", reset);
    }

    /** The latest secret is the one that counts. */
    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof PasswordReset it && principal.equals(it.principal);
    }
  }

  /** The end of somebody without whom nobody is left who decides. */
  record Disablement(PrincipalId principal, String reason) implements ConfirmationSubject {
    public Disablement {
      reason = TextRedaction.text(reason);
    }

    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t", "countersign-disablement/1", "principal", principal.value(), "reason", reason);
    }

    /** Nothing can be given any more, nor taken. */
    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return switch (older) {
        case RoleChange it -> principal.equals(it.principal);
        case PasswordReset it -> principal.equals(it.principal);
        case Disablement it -> principal.equals(it.principal);
        case GrantAddition it -> it.holder.equals(GrantHolder.of(principal));
        case GrantRevocation it -> it.holder.equals(GrantHolder.of(principal));
        case Membership it -> it.member.equals(principal);
        case CatalogReduction _, KillSwitchRelease _, RunbookPromotion _, CalendarWidening _ ->
            false;
      };
    }
  }

  /** A grant that lets somebody decide or administer, or reaches all of production. */
  record GrantAddition(GrantHolder holder, Grant grant) implements ConfirmationSubject {
    @Override
    public Map<String, Object> content() {
      return Map.of("t", "countersign-grant/1", "holder", holder.value(), "grant", grant.content());
    }

    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return false;
    }
  }

  /** The end of a grant by which somebody audits everything, or the last one decides. */
  record GrantRevocation(GrantHolder holder, GrantId grant) implements ConfirmationSubject {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t", "countersign-grant-revocation/1", "holder", holder.value(), "grant", grant.value());
    }

    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof GrantAddition it
          && holder.equals(it.holder)
          && grant.equals(it.grant.id());
    }
  }

  /**
   * Somebody is to be a member of a group, and get what it holds.
   *
   * @param adding false where they are taken out, which takes two persons where somebody audits by
   *     it, or the last one decides
   */
  record Membership(GroupId group, PrincipalId member, boolean adding)
      implements ConfirmationSubject {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t",
          "countersign-membership/1",
          "group",
          group.value(),
          "member",
          member.value(),
          "adding",
          adding);
    }

    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof Membership it
          && group.equals(it.group)
          && member.equals(it.member)
          && adding != it.adding;
    }
  }

  /**
   * Execution goes on.
   *
   * @param haltedAt when this halt began: another one isn't ended by it
   * @param scope what was halted; null for everything
   */
  record KillSwitchRelease(Instant haltedAt, String reason, @Nullable Scope scope)
      implements ConfirmationSubject {
    public KillSwitchRelease {
      reason = TextRedaction.text(reason);
      scope = Scope.EVERYWHERE.equals(scope) ? null : scope;
    }

    /** Of everything. */
    public KillSwitchRelease(Instant haltedAt, String reason) {
      this(haltedAt, reason, null);
    }

    public Scope within() {
      return scope == null ? Scope.EVERYWHERE : scope;
    }

    @Override
    public Map<String, Object> content() {
      var content = new HashMap<String, Object>();
      content.put("t", "countersign-kill-switch-release/1");
      content.put("haltedAt", haltedAt.toString());
      content.put("reason", reason);
      if (scope != null) {
        content.put("scope", scope.content());
      }
      return Map.copyOf(content);
    }

    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof KillSwitchRelease it && within().equals(it.within());
    }
  }

  /**
   * What the catalogue would ask less care of than it does.
   *
   * @param reductions the digest of all of them
   * @param count how many
   * @param material where they stand
   */
  record CatalogReduction(Digest reductions, int count, BlobRef material)
      implements ConfirmationSubject {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t", "countersign-catalog-reduction/1", "reductions", reductions.hex(), "count", count);
    }

    /** A catalogue is wanted as a whole: what an older one wanted to reduce isn't any more. */
    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof CatalogReduction it && !it.reductions.equals(reductions);
    }
  }

  /**
   * Targets may be open when they weren't before: a calendar is lifted, or becomes another.
   *
   * @param calendar its id
   * @param definition the digest of what it becomes; null where it's lifted
   * @param releases the digests of plans that wait and may go on through it
   * @param material where what it becomes stands; null where it's lifted, or isn't kept here
   * @param scope what the calendar is about; null for everything
   */
  record CalendarWidening(
      String calendar,
      @Nullable Digest definition,
      List<Digest> releases,
      String reason,
      @Nullable BlobRef material,
      @Nullable Scope scope)
      implements ConfirmationSubject {
    public CalendarWidening {
      reason = TextRedaction.text(reason);
      releases = List.copyOf(releases);
      scope = Scope.EVERYWHERE.equals(scope) ? null : scope;
    }

    public static CalendarWidening lifting(
        String calendar, Scope scope, List<Digest> releases, String reason) {
      return new CalendarWidening(calendar, null, releases, reason, null, scope);
    }

    public static CalendarWidening defining(
        String calendar, Scope scope, Digest definition, List<Digest> releases, String reason) {
      return new CalendarWidening(calendar, definition, releases, reason, null, scope);
    }

    /** The same change, and where what it becomes stands until it's carried out. */
    public CalendarWidening keptIn(BlobRef blob) {
      return new CalendarWidening(calendar, definition, releases, reason, blob, scope);
    }

    public Scope within() {
      return scope == null ? Scope.EVERYWHERE : scope;
    }

    @Override
    public Map<String, Object> content() {
      var content = new HashMap<String, Object>();
      content.put("t", "countersign-calendar-widening/1");
      content.put("calendar", calendar);
      content.put("definition", definition == null ? "" : definition.hex());
      content.put("releases", releases.stream().map(Digest::hex).toList());
      content.put("reason", reason);
      if (scope != null) {
        content.put("scope", scope.content());
      }
      return Map.copyOf(content);
    }

    /** The latest word about a calendar is the one that counts. */
    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof CalendarWidening it && it.calendar.equals(calendar);
    }
  }

  /**
   * A runbook may be carried out in an environment without asking anybody, if policy lets it.
   *
   * @param runbookDigest of all that it says
   * @param until when it ends by itself (UTC)
   */
  record RunbookPromotion(String runbook, Digest runbookDigest, String environment, Instant until)
      implements ConfirmationSubject {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "t",
          "countersign-runbook-promotion/1",
          "runbook",
          runbook,
          "digest",
          runbookDigest.hex(),
          "environment",
          environment,
          "until",
          until.toString());
    }

    /** The latest word about a runbook is the one that counts. */
    @Override
    public boolean supersedes(ConfirmationSubject older) {
      return older instanceof RunbookPromotion it
          && it.runbook.equals(runbook)
          && it.environment.equals(environment);
    }
  }
}
