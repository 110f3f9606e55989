package io.countersign.ledger.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.access.identity.IdentityId;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.autonomy.AutonomyId;
import io.countersign.domain.ticketing.TicketLinkId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One full instance of any record of the domain, the same each time. */
public final class Samples {
  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(int.class, 1),
          Map.entry(Integer.class, 1),
          Map.entry(long.class, 2L),
          Map.entry(boolean.class, true),
          Map.entry(Instant.class, Instant.parse("2026-03-02T10:00:00.123456Z")),
          Map.entry(Duration.class, Duration.ofSeconds(5)),
          Map.entry(Boolean.class, true),
          Map.entry(LocalDateTime.class, LocalDateTime.parse("2026-03-02T22:00:00")),
          Map.entry(BreakGlassId.class, new BreakGlassId("bgl_0123456789abcdef0123")),
          Map.entry(CalendarId.class, new CalendarId("cal_release-week")),
          Map.entry(AutonomyId.class, new AutonomyId("aut_0123456789abcdef0123")),
          Map.entry(ConfirmationId.class, new ConfirmationId("cnf_0123456789abcdef0123")),
          Map.entry(DelegationId.class, new DelegationId("dlg_0123456789abcdef0123")),
          Map.entry(GrantHolder.class, new GrantHolder("grp_payments-oncall")),
          Map.entry(GrantId.class, new GrantId("grt_0123456789abcdef0123")),
          Map.entry(GroupId.class, GroupId.named("payments-oncall")),
          Map.entry(IdentityId.class, new IdentityId("idn_0123456789abcdef0123")),
          Map.entry(LinkId.class, new LinkId("lnk_0123456789abcdef0123")),
          Map.entry(LinkedAccount.class, new LinkedAccount("slack", "T0123ABCD", "U0123ABCD")),
          Map.entry(Digest.class, new Digest("0123456789abcdef".repeat(4))),
          Map.entry(AlertId.class, new AlertId("fedcba9876543210".repeat(4))),
          Map.entry(EntityId.class, EntityId.service("rig", "checkout-api")),
          Map.entry(IncidentId.class, new IncidentId("inc_0123456789abcdef")),
          Map.entry(MuteId.class, new MuteId("mute_" + "0123456789abcdef".repeat(2))),
          Map.entry(Reference.class, new Reference("jira", "issue", "10042", "https://jira/10042")),
          Map.entry(ReferenceHolder.class, new ReferenceHolder("inc_0123456789abcdef")),
          Map.entry(PolicyBundleId.class, new PolicyBundleId("pol_0123456789abcdef0123")),
          Map.entry(PrincipalId.class, new PrincipalId("person_1")),
          Map.entry(TicketLinkId.class, new TicketLinkId("jira/inc_0123456789abcdef")),
          Map.entry(RemediationId.class, new RemediationId("rem_0123456789abcdef")));

  private Samples() {}

  public static <T> T of(Class<T> type) {
    return type.cast(value(type, "it"));
  }

  private static Object value(Type type, String name) {
    return switch (type) {
      case ParameterizedType it -> collection(it, name);
      case Class<?> it when VALUES.containsKey(it) -> VALUES.get(it);
      case Class<?> it when it == String.class -> name + " \u00fc\"\n";
      case Class<?> it when it.isEnum() -> it.getEnumConstants()[0];
      case Class<?> it when it.isSealed() -> value(it.getPermittedSubclasses()[0], name);
      case Class<?> it when it.isRecord() -> instance(it);
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  private static Object collection(ParameterizedType type, String name) {
    var arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return List.of(value(arguments[0], name));
    }
    if (type.getRawType() == Set.class) {
      return arguments[0] instanceof Class<?> it && it.isEnum()
          ? Set.of(it.getEnumConstants())
          : Set.of(value(arguments[0], name));
    }
    var key = value(arguments[0], name);
    var value = value(arguments[1], name);
    return key instanceof String ? Map.of(key, value, "a", value) : Map.of(key, value);
  }

  private static Object instance(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Arrays.stream(components).map(c -> value(c.getGenericType(), c.getName())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample of " + type, e);
    }
  }
}
