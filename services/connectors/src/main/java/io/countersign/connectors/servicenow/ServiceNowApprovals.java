package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.connectors.spi.ticketing.TicketUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The approvals of a change that stand, each with who set it and when. A row says only who was
 * asked, and when anything of it was last touched: administrators, delegates and scripts may set it
 * too. So both are taken from the audit of its state.
 */
final class ServiceNowApprovals {
  static final String TABLE = "sysapproval_approver";
  private static final int PAGE = 500;

  /** So many ids fit into one address. */
  static final int MOST_IDS = 50;

  private final ServiceNowClient client;
  private final ServiceNowUsers users;

  ServiceNowApprovals(ServiceNowClient client, ServiceNowUsers users) {
    this.client = client;
    this.users = users;
  }

  Outcome<List<Approval>> of(String change) {
    var query =
        "sysapproval=" + change + "^stateINapproved,rejected^ORDERBYsys_updated_on^ORDERBYsys_id";
    return client
        .list(TABLE, query, "sys_id,sysapproval,approver,state,comments,sys_updated_on", PAGE)
        .then(
            rows -> {
              var standing =
                  rows.rows().stream()
                      .map(ServiceNowRecord::new)
                      .filter(it -> it.value("sysapproval").equals(change))
                      .toList();
              return audit(standing).then(audit -> approvals(standing, audit));
            });
  }

  private Outcome<List<Approval>> approvals(
      List<ServiceNowRecord> rows, Map<String, List<ServiceNowRecord>> audit) {
    var all = new ArrayList<Approval>();
    for (var row : rows) {
      switch (approval(row, audit.getOrDefault(row.value("sys_id"), List.of()))) {
        case Outcome.Failed<Approval> failed -> {
          return failed.as();
        }
        case Outcome.Ok<Approval>(var it) -> all.add(it);
      }
    }
    all.sort(Comparator.comparing(Approval::at));
    return Outcome.ok(List.copyOf(all));
  }

  /** Of several changes within one second, which its times don't tell apart, none is believed. */
  private Outcome<Approval> approval(ServiceNowRecord row, List<ServiceNowRecord> changes) {
    var state = row.value("state");
    var at =
        changes.stream().map(ServiceNowApprovals::at).max(Comparator.naturalOrder()).orElse(null);
    var last = changes.stream().filter(it -> at(it).equals(at)).toList();
    var logins = last.stream().map(it -> it.value("user")).distinct().toList();
    if (at == null
        || logins.size() != 1
        || last.stream().noneMatch(it -> it.value("newvalue").equals(state))) {
      var touched = row.instant("sys_updated_on").orElse(Instant.EPOCH);
      return Outcome.ok(approval(row, state, touched, TicketUser.UNSEEN));
    }
    return users
        .named(logins.getFirst(), at)
        .then(setBy -> Outcome.ok(approval(row, state, at, setBy)));
  }

  private static Approval approval(
      ServiceNowRecord row, String state, Instant at, TicketUser setBy) {
    return new Approval(
        new TicketUser(row.value("approver")),
        state.equals("approved"),
        at,
        row.value("comments"),
        setBy);
  }

  /** By row; an account may not be allowed to read it: then nothing is told. */
  private Outcome<Map<String, List<ServiceNowRecord>>> audit(List<ServiceNowRecord> rows) {
    var found = new ArrayList<ServiceNowRecord>();
    for (int from = 0; from < rows.size(); from += MOST_IDS) {
      var some = rows.subList(from, Math.min(rows.size(), from + MOST_IDS));
      switch (changes(some)) {
        case Outcome.Failed<List<ServiceNowRecord>> failed
            when failed.code() == FailureCode.UNAUTHORISED -> {
          return Outcome.ok(Map.of());
        }
        case Outcome.Failed<List<ServiceNowRecord>> failed -> {
          return failed.as();
        }
        case Outcome.Ok<List<ServiceNowRecord>>(var changes) -> found.addAll(changes);
      }
    }
    return Outcome.ok(
        found.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.value("documentkey"), TreeMap::new, Collectors.toList())));
  }

  private Outcome<List<ServiceNowRecord>> changes(List<ServiceNowRecord> rows) {
    var ids = rows.stream().map(it -> it.value("sys_id")).collect(Collectors.joining(","));
    var query =
        "tablename="
            + TABLE
            + "^fieldname=state^documentkeyIN"
            + ids
            + "^ORDERBYsys_created_on^ORDERBYsys_id";
    return client
        .list(
            "sys_audit",
            query,
            "tablename,documentkey,fieldname,newvalue,user,sys_created_on",
            PAGE)
        .then(
            found ->
                Outcome.ok(
                    found.rows().stream()
                        .map(ServiceNowRecord::new)
                        .filter(
                            it ->
                                it.value("tablename").equals(TABLE)
                                    && it.value("fieldname").equals("state"))
                        .toList()));
  }

  private static Instant at(ServiceNowRecord change) {
    return change.instant("sys_created_on").orElse(Instant.EPOCH);
  }
}
