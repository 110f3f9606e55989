package io.countersign.demo.product;

import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.net.ConfigurationTemplate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The set-up of the product for this estate, as its owner would do it: configuration, people,
 * catalogue.
 */
public final class ProductSetup {
  public static final String APPROVER = "demo-approver";

  private ProductSetup() {}

  /** The configuration file; the deployer's token lies beside it, the product gets a reference. */
  public static Path configuration(Path folder, ShopEstate estate, URI prometheus)
      throws IOException {
    var token = secretFile(folder.resolve("deployer-token"), estate.token());
    return ConfigurationTemplate.write(
        ProductSetup.class,
        "countersign.yaml",
        folder,
        Map.of(
            "PROMETHEUS", prometheus.toString(),
            "DEPLOYER", estate.deployer("").toString(),
            "DEPLOYER_TOKEN", token.toString()));
  }

  /** Readable by its owner alone, before anything is in it. */
  public static Path secretFile(Path file, String secret) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, secret);
  }

  /** A person who may approve; administrators can't. */
  public static ProductApi approver(ProductApi administrator, URI product, Path passwordFile)
      throws IOException {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    var password = HexFormat.of().formatHex(random);
    secretFile(passwordFile, password);
    var roles = List.of("approver", "responder");
    invite(administrator, product, APPROVER, password, roles);
    return ProductApi.login(product, APPROVER, password);
  }

  /** A person who chooses their own password. */
  public static void invite(
      ProductApi administrator, URI product, String name, String password, List<String> roles) {
    var invited = administrator.post("/api/v1/users", Map.of("name", name, "roles", roles));
    var secret = invited.path("secret").asString("");
    ProductApi.withToken(product, "")
        .post(
            "/api/v1/password-reset", Map.of("name", name, "secret", secret, "password", password));
  }

  /** Lets Alertmanager deliver: its token goes into the file that it reads. */
  public static void intake(ProductApi administrator, Path tokenFile) throws IOException {
    var token =
        administrator.post(
            "/api/v1/tokens",
            Map.of(
                "name", "demo-monitoring",
                "roles", List.of("alert_intake", "catalog_editor"),
                "integration", "alertmanager"));
    Files.writeString(tokenFile, token.path("token").asString());
  }

  /** What there is and who calls whom: as the service that may say so. */
  public static void catalog(URI product, Path tokenFile) throws IOException {
    var body =
        Map.of(
            "environment",
            ShopEstate.ENVIRONMENT,
            "entities",
            List.of(
                Map.of("name", "shop-web", "owner", "web", "tier", 1, "entryPoint", true),
                Map.of("name", "orders", "owner", "sales", "tier", 2),
                Map.of("name", "stock", "owner", "logistics", "tier", 2)),
            "relations",
            List.of(
                Map.of("from", "shop-web", "to", "orders"),
                Map.of("from", "orders", "to", "stock")));
    ProductApi.withToken(product, Files.readString(tokenFile)).put("/api/v1/catalog", body);
  }
}
