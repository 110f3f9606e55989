package io.countersign.server.policy;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.domain.policy.bundle.PolicyFilesEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.policy.PolicyAuthors;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.server.automation.Automation;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.config.Connections;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The notices about policies, to each receiver that is configured: other ones wait or are in force,
 * or somebody edited a file past the product. A receiver hears of what is so now.
 */
@Component
final class PolicyNotices implements Automation {
  private static final String NOBODY =
      "Too few policy authors can approve it: make somebody one, which takes two administrators, or"
          + " have the passwords reset that one administrator alone handed out.";

  /**
   * What happened to a bundle.
   *
   * @param what behind "policies DIGEST"
   */
  private record News(Notice.Kind kind, String what) {}

  private final Ledger ledger;
  private final PolicyBundles bundles;
  private final PolicyAuthors authors;
  private final Connections connections;
  private final NoticeDelivery delivery;

  PolicyNotices(
      Ledger ledger,
      PolicyBundles bundles,
      PolicyAuthors authors,
      Connections connections,
      NoticeDelivery delivery) {
    this.delivery = delivery;
    this.ledger = ledger;
    this.bundles = bundles;
    this.authors = authors;
    this.connections = connections;
  }

  @Override
  public void begin(String url) {
    connections.notifiers().forEach(it -> register(it, url));
  }

  /**
   * @param address where this server is reached by people, without a slash at its end
   */
  void register(ApprovalNotifier notifier, String address) {
    ledger.automationTelling(
        "notify-policy-" + notifier.name(),
        Set.of(
            PolicyBundleEvent.BundleProposed.class,
            PolicyBundleEvent.BundleApproved.class,
            PolicyBundleEvent.BundleTookEffect.class,
            PolicyBundleEvent.BundleDenied.class,
            PolicyBundleEvent.BundleWithdrawn.class,
            PolicyFilesEvent.FilesDiffered.class),
        notifier.timeout(),
        (recorded, once) -> tell(recorded, once, notifier, address));
  }

  private void tell(
      RecordedEvent recorded, OnceOnly once, ApprovalNotifier notifier, String address) {
    switch (recorded.event()) {
      case PolicyBundleEvent event ->
          ofBundle(event, recorded, address)
              .ifPresent(it -> delivery.tell(notifier, it, recorded, event.bundle().value(), once));
      case PolicyFilesEvent.FilesDiffered event ->
          delivery.tell(notifier, ofFiles(recorded, address), recorded, event.key(), once);
      default -> {}
    }
  }

  private static Notice ofFiles(RecordedEvent recorded, String address) {
    return Notice.ofInstallation(
        Notice.Kind.POLICY_FILES_DIFFERED,
        "policy files were edited past the product; what is in force stays",
        "Find out who did: doctor names the files.",
        address + "/api/v1/policy/outside",
        recorded.at());
  }

  private Optional<Notice> ofBundle(
      PolicyBundleEvent event, RecordedEvent recorded, String address) {
    var row = bundles.find(event.bundle()).orElseThrow();
    var url = address + "/api/v1/policy/bundles/" + event.bundle().value();
    return news(event, row)
        .map(
            it ->
                Notice.ofInstallation(
                    it.kind(),
                    "policies " + PolicyBundleEventTexts.brief(row.summary().digest()) + it.what(),
                    because(row, recorded.at()),
                    url,
                    recorded.at()));
  }

  /** Nobody's name and nothing that somebody wrote; the last approval is told as its effect. */
  private static Optional<News> news(PolicyBundleEvent event, PolicyBundles.Row row) {
    return switch (event) {
      case PolicyBundleEvent.BundleProposed e ->
          news(Notice.Kind.POLICY_PROPOSED, " wait; they take %s approvals", e.approvals());
      case PolicyBundleEvent.BundleApproved _ ->
          news(Notice.Kind.POLICY_APPROVED, " wait; they have an approval more")
              .filter(_ -> waits(row));
      case PolicyBundleEvent.BundleTookEffect e ->
          news(Notice.Kind.POLICY_IN_FORCE, " are in force, as bundle %s", e.number());
      case PolicyBundleEvent.BundleDenied _ -> news(Notice.Kind.POLICY_DENIED, " were denied");
      case PolicyBundleEvent.BundleWithdrawn _ ->
          news(Notice.Kind.POLICY_WITHDRAWN, " were withdrawn");
      case PolicyBundleEvent.AttemptRefused _, PolicyBundleEvent.RunbooksBrought _ ->
          Optional.empty();
    };
  }

  private static Optional<News> news(Notice.Kind kind, String what, Object... values) {
    return Optional.of(new News(kind, what.formatted(values)));
  }

  private String because(PolicyBundles.Row row, Instant at) {
    return waits(row) && !authors.suffice(row, at) ? NOBODY : "";
  }

  private static boolean waits(PolicyBundles.Row row) {
    return row.state() == PolicyBundles.State.PROPOSED;
  }
}
