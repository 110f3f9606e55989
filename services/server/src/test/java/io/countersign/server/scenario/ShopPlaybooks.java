package io.countersign.server.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * A playbook that rolls the {@link Shop}'s services back, in a folder of a server's own, and the
 * executor of it. Skips the test, loudly, where Ansible isn't installed.
 */
record ShopPlaybooks(Path folder, int timeoutSeconds) {
  private static final String EXECUTOR =
      """
      executors:
        playbooks:
          kind: ansible
          entityKinds: [service]
          environments: [shop]
          directory: '@FOLDER@/playbooks'
          inventory: inventory.ini
          bearer: '@TOKEN@'
          timeoutSeconds: @TIMEOUT@
          actions:
            rollback: {playbook: rollback.yml, variables: {folder: '@FOLDER@', url: '@SHOP@', service: '${target.name}', expected_version: '${expected.version}', target_version: '${before.previous}', key: '${key}'}, secrets: {token: '@TOKEN@'}, effect: {fields: {version: '${before.previous}'}}}
            deploy: {playbook: rollback.yml}
          read:
            url: '@SHOP@/services'
            select: '/services[name=${target.name}]'
            fields: {version: /version, previous: /previous}
      """;

  static ShopPlaybooks in(Path folder, int timeoutSeconds) throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ansible-playbook")),
        "SKIPPED: there is no ansible-playbook (package ansible)");
    Files.createDirectories(folder.resolve("playbooks"));
    for (var file : List.of("rollback.yml", "inventory.ini")) {
      try (var resource = ShopPlaybooks.class.getResourceAsStream(file)) {
        Files.write(folder.resolve("playbooks").resolve(file), resource.readAllBytes());
      }
    }
    return new ShopPlaybooks(folder, timeoutSeconds);
  }

  /** The usual configuration, with this executor before the shop's own. */
  String of(Shop shop) throws IOException {
    return before(shop).apply(ShopConfiguration.of(shop, folder));
  }

  UnaryOperator<String> before(Shop shop) {
    var own =
        EXECUTOR
            .replace("@FOLDER@", folder.toString())
            .replace("@SHOP@", shop.url())
            .replace("@TOKEN@", "file:" + folder.resolve("shop-token"))
            .replace("@TIMEOUT@", Integer.toString(timeoutSeconds));
    return configuration -> configuration.replace("executors:\n", own);
  }
}
