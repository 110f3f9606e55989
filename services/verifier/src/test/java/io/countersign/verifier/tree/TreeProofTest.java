package io.countersign.verifier.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeProofTest {
  private static final int MOST = 70;
  private static final List<TreeHash> LEAVES =
      IntStream.range(0, MOST)
          .mapToObj(i -> new TreeHasher().leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
          .toList();
  private static final PlainTree TREE = new PlainTree(LEAVES);

  @Test
  void aRootIsBuiltFromLeavesAndFromSubtrees() {
    for (int size = 0; size <= MOST; size++) {
      var leaves = new RootBuilder();
      LEAVES.subList(0, size).forEach(leaves::append);
      assertThat(leaves.root()).isEqualTo(TREE.root(0, size));
      for (int split = 0; split <= size; split++) {
        assertThat(bySubtrees(split, size)).isEqualTo(TREE.root(0, size));
      }
    }
  }

  private static TreeHash bySubtrees(int split, int size) {
    var root = new RootBuilder();
    var nodes = new ArrayList<>(TreeRange.decompose(0, split));
    nodes.addAll(TreeRange.decompose(split, size));
    nodes.forEach(it -> root.append(it.level(), TREE.root((int) it.from(), (int) it.to())));
    assertThat(root.size()).isEqualTo(size);
    return root.root();
  }

  @Test
  void noSubtreeBeginsWhereNoneCan() {
    var root = new RootBuilder();
    root.append(LEAVES.getFirst());
    assertThatThrownBy(() -> root.append(1, LEAVES.getFirst()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyLeafOfEveryTreeIsProved() throws Exception {
    for (int size = 1; size <= MOST; size++) {
      for (int index = 0; index < size; index++) {
        var path = TREE.path(index, size);
        assertThat(InclusionProof.root(index, size, LEAVES.get(index), path))
            .isEqualTo(TREE.root(0, size));
      }
    }
  }

  /** A11: neither a hash more nor one less, whatever they are. */
  @Test
  void aPathHasExactlyTheLengthThatItNeeds() {
    for (int size = 1; size <= MOST; size++) {
      for (int index = 0; index < size; index++) {
        var path = TREE.path(index, size);
        refused(index, size, more(path));
        if (!path.isEmpty()) {
          refused(index, size, path.subList(1, path.size()));
        }
      }
    }
  }

  private static void refused(int index, int size, List<TreeHash> path) {
    assertThatThrownBy(() -> InclusionProof.root(index, size, LEAVES.get(index), path))
        .isInstanceOf(PathLengthException.class);
  }

  private static List<TreeHash> more(List<TreeHash> path) {
    var more = new ArrayList<>(path);
    more.add(LEAVES.getFirst());
    return more;
  }

  /** A13: what two leaves hash to is an inner node, never a leaf. */
  @Test
  void anInnerNodeIsNoLeaf() throws Exception {
    var content = new byte[2 * TreeHash.LENGTH];
    LEAVES.get(0).copyTo(content, 0);
    LEAVES.get(1).copyTo(content, TreeHash.LENGTH);
    var asLeaf = new TreeHasher().leaf(content);
    assertThat(asLeaf).isNotEqualTo(TREE.root(0, 2));
    assertThat(InclusionProof.root(0, 2, asLeaf, List.of(TREE.root(2, 4))))
        .isNotEqualTo(TREE.root(0, 4));
  }

  @Test
  void everyTreeBeginsWithEverySmallerOne() throws Exception {
    for (int size = 0; size <= MOST; size++) {
      for (int old = 0; old <= size; old++) {
        var proof = TREE.consistency(old, size);
        assertThat(ConsistencyProof.length(old, size)).isEqualTo(proof.size());
        assertThat(proves(old, TREE.root(0, old), size, TREE.root(0, size), proof)).isTrue();
        assertThat(proves(old, LEAVES.get(69), size, TREE.root(0, size), proof)).isFalse();
        if (old > 0) {
          assertThat(proves(old, TREE.root(0, old), size, LEAVES.get(69), proof)).isFalse();
        }
        wrongHashesProveNothing(old, size, proof);
      }
    }
  }

  private static void wrongHashesProveNothing(int old, int size, List<TreeHash> proof)
      throws PathLengthException {
    for (int i = 0; i < proof.size(); i++) {
      var wrong = new ArrayList<>(proof);
      wrong.set(i, TreeHasher.empty());
      assertThat(proves(old, TREE.root(0, old), size, TREE.root(0, size), wrong)).isFalse();
    }
    assertThatThrownBy(() -> proves(old, TREE.root(0, old), size, TREE.root(0, size), more(proof)))
        .isInstanceOf(PathLengthException.class);
  }

  private static boolean proves(
      long old, TreeHash oldRoot, long size, TreeHash root, List<TreeHash> proof)
      throws PathLengthException {
    return ConsistencyProof.proves(old, oldRoot, size, root, proof);
  }

  @Test
  void aHashHasOneBase64() {
    var hash = LEAVES.getFirst();
    var text = hash.toString();
    assertThat(TreeHash.parse(text)).isEqualTo(hash);
    char before = text.charAt(42);
    for (char c :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray()) {
      if (c != before) {
        var other = text.substring(0, 42) + c + "=";
        assertThat(parsesTo(other, hash)).as(other).isFalse();
      }
    }
    assertThatThrownBy(() -> TreeHash.parse(text.substring(0, 43)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean parsesTo(String text, TreeHash hash) {
    try {
      return TreeHash.parse(text).equals(hash);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void aRangeIsTheFewestSubtrees() {
    assertThat(TreeRange.decompose(0, 0)).isEmpty();
    assertThat(TreeRange.decompose(0, 7))
        .containsExactly(new TreeNode(2, 0), new TreeNode(1, 2), new TreeNode(0, 6));
    assertThat(TreeRange.decompose(3, 12))
        .containsExactly(new TreeNode(0, 3), new TreeNode(2, 1), new TreeNode(2, 2));
    assertThat(TreeRange.decompose(1L << 62, (1L << 62) + 1))
        .containsExactly(new TreeNode(0, 1L << 62));
    assertThatThrownBy(() -> TreeRange.decompose(2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
