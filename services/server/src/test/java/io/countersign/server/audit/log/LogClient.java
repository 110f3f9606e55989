package io.countersign.server.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.NaiveTree;
import io.countersign.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An outsider with a bearer: reads the log over HTTP, and believes nothing that isn't signed. */
final class LogClient {
  static final String BASE = "/api/v1/audit";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestServer server;
  private final String bearer;
  private final String vkey;

  LogClient(TestServer server, String bearer) {
    this.server = server;
    this.bearer = bearer;
    this.vkey = get("/log").json().path("keys").path(0).asString();
  }

  TestServer.Reply get(String path) {
    return server.get(bearer, BASE + path);
  }

  /** A signed head, whose Ed25519 signature fits. */
  record Head(long size, byte[] root) {}

  Head head() {
    return head(get("/checkpoint").text());
  }

  Head head(String note) {
    var parts = note.split("\n\n", 2);
    var lines = parts[0].lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).isEqualTo(vkey.substring(0, vkey.indexOf('+')));
    assertThat(parts[1].lines()).anyMatch(it -> signs(it, parts[0] + "\n"));
    return new Head(Long.parseLong(lines.get(1)), bytes(lines.get(2)));
  }

  private boolean signs(String line, String text) {
    var key = vkey.split("\\+", 3);
    var begin = "\u2014 " + key[0] + " ";
    if (!line.startsWith(begin)) {
      return false;
    }
    var signed = bytes(line.substring(begin.length()));
    return HexFormat.of().formatHex(signed, 0, 4).equals(key[1])
        && verifies(bytes(key[2]), text, Arrays.copyOfRange(signed, 4, signed.length));
  }

  private static boolean verifies(byte[] typedKey, String text, byte[] signature) {
    try {
      var x509 = new ByteArrayOutputStream();
      x509.writeBytes(new BigInteger("302a300506032b6570032100", 16).toByteArray());
      x509.write(typedKey, 1, typedKey.length - 1);
      var verifying = Signature.getInstance("Ed25519");
      verifying.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(x509.toByteArray())));
      verifying.update(text.getBytes(StandardCharsets.UTF_8));
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A proof that fits: the event that it proves. */
  JsonNode proved(String proof) {
    int end = proof.indexOf("\n\n");
    var lines = proof.substring(0, end).lines().toList();
    var head = head(proof.substring(end + 2));
    assertThat(lines.getFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
    var entry = bytes(lines.get(1).substring("extra ".length()));
    long index = Long.parseLong(lines.get(2).substring("index ".length()));
    var path = lines.subList(3, lines.size()).stream().map(LogClient::bytes).toList();
    assertThat(NaiveTree.includes(NaiveTree.leaf(entry), index, head.size(), path, head.root()))
        .isTrue();
    var event = JSON.readTree(entry);
    assertThat(event.path("position").asLong()).isEqualTo(index + 1);
    return event;
  }

  /** All leaves' entries, by the bundles of a tree of a size. */
  List<byte[]> entries(long size) {
    var entries = new ArrayList<byte[]>();
    for (long bundle = 0; bundle * 256 < size; bundle++) {
      var path = "/tile/entries/" + address(bundle, size - bundle * 256);
      var bytes = ByteBuffer.wrap(get(path).response().body());
      while (bytes.hasRemaining()) {
        var entry = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(entry);
        entries.add(entry);
      }
    }
    return entries;
  }

  static String address(long index, long left) {
    assertThat(index).isLessThan(1_000);
    var number = String.format(Locale.ROOT, "%03d", index);
    return left < 256 ? number + ".p/" + left : number;
  }

  /** An export, checked against its head and, leaf by leaf, against its own hashes. */
  record Export(long from, long to, List<byte[]> entries) {}

  Export export(String query, List<byte[]> leaves) {
    var text = get("/export" + query).text();
    assertThat(text).endsWith("\n");
    var lines = text.lines().toList();
    var header = JSON.readTree(lines.getFirst());
    var head = head(header.path("checkpoint").asString());
    long from = header.path("from").asLong();
    long to = header.path("to").asLong();
    var end = JSON.readTree(lines.getLast());
    assertThat(end.path("t").asString()).isEqualTo("countersign-export-end/1");
    assertThat(end.path("leaves").asLong()).isEqualTo(to - from).isEqualTo(lines.size() - 2L);
    var entries = new ArrayList<byte[]>();
    for (int i = 1; i < lines.size() - 1; i++) {
      entries.add(entry(lines.get(i), from + i - 1));
    }
    var all = new ArrayList<>(leaves.subList(0, (int) from));
    entries.forEach(it -> all.add(NaiveTree.leaf(it)));
    all.addAll(rest(leaves, to, head.size()));
    assertThat(NaiveTree.root(all)).isEqualTo(head.root());
    assertThat(hashes(header.path("left"))).containsExactlyElementsOf(cover(all, 0, from));
    assertThat(hashes(header.path("right"))).containsExactlyElementsOf(cover(all, to, head.size()));
    return new Export(from, to, entries);
  }

  /** What was published since the leaves were read is asked for. */
  private List<byte[]> rest(List<byte[]> leaves, long from, long to) {
    return to <= leaves.size()
        ? leaves.subList((int) from, (int) to)
        : entries(to).stream().skip(from).map(NaiveTree::leaf).toList();
  }

  private static byte[] entry(String line, long index) {
    int hash = line.lastIndexOf(",\"hash\":\"");
    var entry = line.substring("{\"entry\":".length(), hash).getBytes(StandardCharsets.UTF_8);
    var leaf = Base64.getEncoder().encodeToString(NaiveTree.leaf(entry));
    assertThat(line.substring(hash))
        .isEqualTo(",\"hash\":\"%s\",\"index\":%s}".formatted(leaf, index));
    return entry;
  }

  private static List<String> hashes(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  /** The decomposition of a range, as the definition has it. */
  private static List<String> cover(List<byte[]> leaves, long from, long to) {
    var roots = new ArrayList<String>();
    for (long at = from; at < to; ) {
      long width = at == 0 ? Long.highestOneBit(to) : Long.lowestOneBit(at);
      while (at + width > to) {
        width /= 2;
      }
      roots.add(
          Base64.getEncoder()
              .encodeToString(NaiveTree.root(leaves.subList((int) at, (int) (at + width)))));
      at += width;
    }
    return roots;
  }

  static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
