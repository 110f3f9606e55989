package io.countersign.ledger.log.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.testing.NaiveTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree from tiles against RFC 6962 as it stands there. */
class TreePropertiesTest {
  private final Map<TileAddress, byte[]> stored = new HashMap<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private TreeGrowth growth = new TreeGrowth(0, this::tile);

  private byte[] tile(TileAddress address, int width) {
    var hashes = stored.getOrDefault(address, new byte[0]);
    assertThat(hashes.length).isGreaterThanOrEqualTo(width * TreeHashing.BYTES);
    return hashes;
  }

  private byte[] read(TileAddress address, int width, Set<TileAddress> read) {
    read.add(address);
    return tile(address, width);
  }

  private void grow(int many) {
    for (int i = 0; i < many; i++) {
      var leaf = NaiveTree.leaf(("leaf " + leaves.size()).getBytes(StandardCharsets.UTF_8));
      leaves.add(leaf);
      growth.append(leaf);
    }
    stored.putAll(growth.changed());
  }

  /** Also one that was put down and taken up again has the same tiles, roots and proofs. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyBatchesGiveTheTreeOfTheDefinition(long seed) {
    var random = new Random(seed);
    for (int batch = 0; batch < 12; batch++) {
      grow(random.nextInt(1 << random.nextInt(1, 11)));
      if (random.nextBoolean()) {
        growth = new TreeGrowth(leaves.size(), this::tile);
      }
      assertThat(growth.root()).isEqualTo(NaiveTree.root(leaves));
      assertThat(growth.changed()).isEmpty();
    }
    var paths = new TreePaths(this::tile);
    stored.forEach(
        (address, hashes) ->
            assertThat(hashes)
                .isEqualTo(
                    NaiveTree.tile(leaves, address.level(), Math.toIntExact(address.index()))));
    for (int i = 0; i < 60; i++) {
      int size = 1 + random.nextInt(leaves.size());
      int old = random.nextInt(size + 1);
      assertProofs(paths, random.nextInt(size), old, size);
      assertCover(paths, old, size);
    }
  }

  private void assertProofs(TreePaths paths, int index, int old, int size) {
    var root = NaiveTree.root(leaves.subList(0, size));
    var path = paths.inclusion(index, size);
    var read = new HashSet<TileAddress>();
    new TreePaths((address, width) -> read(address, width, read)).inclusion(index, size);
    assertThat(TreePaths.tiles(index, size)).containsAll(read);
    assertThat(paths.root(size)).isEqualTo(root);
    assertThat(NaiveTree.includes(leaves.get(index), index, size, path, root)).isTrue();
    var oldRoot = NaiveTree.root(leaves.subList(0, old));
    assertThat(NaiveTree.isConsistent(old, oldRoot, size, root, paths.consistency(old, size)))
        .isTrue();
  }

  /** Each root is that of a complete subtree, and they stand one after the other. */
  private void assertCover(TreePaths paths, int from, int to) {
    int at = from;
    for (var hash : paths.cover(from, to)) {
      int span = at == 0 ? Integer.highestOneBit(to) : Integer.lowestOneBit(at);
      while (at + span > to) {
        span /= 2;
      }
      assertThat(hash).isEqualTo(NaiveTree.root(leaves.subList(at, at + span)));
      at += span;
    }
    assertThat(at).isEqualTo(to);
  }

  /** The worked example of C2SP tlog-tiles. */
  @Test
  void seventyThousandLeavesHaveTheTilesOfTheSpecification() {
    grow(70_000);
    assertThat(stored).hasSize(274 + 2 + 1);
    assertThat(stored.get(new TileAddress(0, 273))).hasSize(112 * TreeHashing.BYTES);
    assertThat(stored.get(new TileAddress(1, 0))).hasSize(256 * TreeHashing.BYTES);
    assertThat(stored.get(new TileAddress(1, 1))).hasSize(17 * TreeHashing.BYTES);
    assertThat(stored.get(new TileAddress(2, 0))).hasSize(TreeHashing.BYTES);
    assertThat(growth.root()).isEqualTo(NaiveTree.root(leaves));
  }

  /** The vectors that certificate transparency's own tests use: eight leaves and their roots. */
  @Test
  void knownTreesHaveTheirRoots() {
    var inputs =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    var roots = new ArrayList<String>();
    for (var input : inputs) {
      growth.append(TreeHashing.leaf(HexFormat.of().parseHex(input)));
      roots.add(HexFormat.of().formatHex(growth.root()));
    }
    assertThat(HexFormat.of().formatHex(TreeHashing.empty()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(roots.getFirst())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(roots.get(1))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(roots.getLast())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void whatIsNotInTheTreeHasNoProof() {
    grow(3);
    var paths = new TreePaths(this::tile);
    assertThatThrownBy(() -> paths.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> paths.consistency(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThat(paths.root(0)).isEqualTo(TreeHashing.empty());
    assertThat(Arrays.equals(paths.root(2), paths.root(3))).isFalse();
  }
}
