package io.countersign.server.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The product's configuration for the {@link Shop}. */
final class ShopConfiguration {
  private ShopConfiguration() {}

  static String of(Shop shop, Path directory) throws IOException {
    var token = directory.resolve("shop-token");
    Files.writeString(token, Shop.TOKEN);
    return TEMPLATE.replace("@SHOP@", shop.url()).replace("@TOKEN@", "file:" + token);
  }

  /** The same, telling somebody outside of approvals. */
  static String of(Shop shop, Path directory, NoticeInbox inbox) throws IOException {
    var secret = directory.resolve("inbox-secret");
    Files.writeString(secret, NoticeInbox.SECRET);
    return of(shop, directory)
        + NOTIFICATIONS.replace("@INBOX@", inbox.url()).replace("@SECRET@", "file:" + secret);
  }

  /** What isn't healthy soon is taken for not healed: for remedies that don't help. */
  static String givingUpSoon(String configuration) {
    return configuration.replace("deadlineSeconds: 120", "deadlineSeconds: 6");
  }

  private static final String NOTIFICATIONS =
      """
      notifications:
        - {kind: signed-webhook, url: '@INBOX@', secret: '@SECRET@', timeoutSeconds: 5}
      """;

  private static final String TEMPLATE =
      """
      integrations:
        alertmanager:
          kind: alertmanager
          labels: {service: service.name, environment: deployment.environment.name}
          entityKind: service
          signalLabel: signal
      evidence:
        prometheus:
          kind: prometheus
          url: @SHOP@
          timeoutSeconds: 20
          step: 1
          baselineSeconds: 120
          settledSeconds: 0
          signals:
            service:
              rate: 'rate:${name}'
              errors: 'errors:${name}'
              latency: 'latency:${name}'
              saturation: 'saturation:${name}'
              up: 'up:${name}'
      changes:
        releases:
          kind: json-feed
          url: '@SHOP@/changes?since=${since}'
          bearer: '@TOKEN@'
          pollSeconds: 1
          timeoutSeconds: 20
          records: /changes
          fields: {entity: /service, action: /action, at: /at, reference: /change_id, fromVersion: /from_version, toVersion: /to_version, actor: /actor, reason: /reason}
          atFormat: unix-seconds
          entityKind: service
          environment: shop
      executors:
        releases:
          kind: http-action
          entityKinds: [service]
          environments: [shop]
          bearer: '@TOKEN@'
          timeoutSeconds: 10
          keyHeader: Idempotency-Key
          honoursKeys: true
          staleStatus: 409
          actor: countersign
          actions:
            rollback: {method: POST, url: '@SHOP@/services/${target.name}/rollback', body: {actor: '${actor}', reason: '${reason}', expected_version: '${expected.version}'}, dryRunBody: {dry_run: true}, healthy: {pointer: /healthy, equals: 'true'}, effect: {fields: {version: '${before.previous}'}}}
            deploy: {method: POST, url: '@SHOP@/services/${target.name}/deploy', body: {actor: '${actor}', reason: '${reason}', version: '${parameters.version}', expected_version: '${expected.version}'}, dryRunBody: {dry_run: true}, healthy: {pointer: /healthy, equals: 'true'}, effect: {fields: {version: '${parameters.version}'}}}
            start: {method: POST, url: '@SHOP@/services/${target.name}/start', body: {actor: '${actor}', reason: '${reason}'}, dryRunBody: {dry_run: true}, healthy: {pointer: /healthy, equals: 'true'}, effect: {fields: {state: running}}}
            restart: {method: POST, url: '@SHOP@/services/${target.name}/restart', body: {actor: '${actor}', reason: '${reason}', expected_version: '${expected.version}'}, dryRunBody: {dry_run: true}, healthy: {pointer: /healthy, equals: 'true'}, effect: {restarted: true}}
            scale: {method: POST, url: '@SHOP@/services/${target.name}/scale', body: {actor: '${actor}', reason: '${reason}', replicas: '${int:parameters.replicas}'}, dryRunBody: {dry_run: true}, effect: {fields: {replicas: '${parameters.replicas}'}}}
          read:
            url: '@SHOP@/services'
            select: '/services[name=${target.name}]'
            fields: {version: /version, previous: /previous, replicas: /replicas, state: /state}
            declared: {'*': {maxReplicas: '6', dsn: 'postgresql://app:state-canary@db/orders'}}
            startedAt: /started_at
            startedAtFormat: unix-seconds
      verification: {stabilitySeconds: 2, deadlineSeconds: 120}
      settling: {quietSeconds: 1, latestSeconds: 3}
      correlation: {echoPatienceSeconds: 2}
      """;
}
