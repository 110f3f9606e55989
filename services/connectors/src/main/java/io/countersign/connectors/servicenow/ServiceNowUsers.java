package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users by {@code sys_id}: records say who wrote them by a login name, which may change hands. A
 * name is looked up after what it signed, and again every now and then.
 */
final class ServiceNowUsers {
  /** How long a name that changed hands may still be taken for its old holder's. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final int MOST = 5_000;

  private final ServiceNowClient client;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  ServiceNowUsers(ServiceNowClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * A user as they were looked up.
   *
   * @param since when the user was made; a name that signed something earlier was another's
   */
  private record Known(TicketUser user, Instant since, Instant at) {
    TicketUser at(Instant signed) {
      return signed.isBefore(since) ? TicketUser.UNSEEN : user;
    }
  }

  /**
   * Who a name was that signed something. Somebody who isn't there any more, or may not be seen,
   * has no id: an id that several shared could be linked to one person, who would then be all of
   * them.
   */
  Outcome<TicketUser> named(String login, Instant signed) {
    var last = known.get(login);
    var now = clock.instant();
    return last != null && last.at().isAfter(signed) && now.isBefore(last.at().plus(FRESH))
        ? Outcome.ok(last.at(signed))
        : looked(login).then(it -> Outcome.ok(it.at(signed)));
  }

  /** Who a name is now. */
  Outcome<TicketUser> asked(String login) {
    return looked(login).then(it -> Outcome.ok(it.user()));
  }

  /** The name that they go by there. */
  Outcome<String> nameOf(TicketUser user) {
    return client
        .get(
            "now/table/sys_user/"
                + ServiceNowClient.encoded(user.id())
                + "?sysparm_fields=sys_id,name")
        .then(it -> Outcome.ok(ServiceNowRecord.of(it).value("name")));
  }

  private Outcome<Known> looked(String login) {
    var query = "sysparm_query=" + ServiceNowClient.encoded("user_name=" + login);
    var asked = clock.instant();
    return client
        .get(
            "now/table/sys_user?"
                + query
                + "&sysparm_fields=sys_id,user_name,sys_created_on&sysparm_limit=2")
        .then(
            rows -> {
              var row = ServiceNowRecord.of(rows);
              if (!row.value("user_name").equals(login)) {
                known.remove(login);
                return Outcome.ok(new Known(TicketUser.UNSEEN, Instant.EPOCH, asked));
              }
              var found =
                  new Known(
                      new TicketUser(row.value("sys_id")),
                      row.instant("sys_created_on").orElse(Instant.EPOCH),
                      asked);
              keep(login, found);
              return Outcome.ok(found);
            });
  }

  private void keep(String login, Known found) {
    known.values().removeIf(it -> !found.at().isBefore(it.at().plus(FRESH)));
    if (known.size() < MOST) {
      known.put(login, found);
    } else {
      known.remove(login);
    }
  }
}
