package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Inventory;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The estate: callers come before what they call, except where calls go in a circle. */
record SimulatedEstate(
    List<Component> parts,
    List<Dependency> links,
    List<List<Dependency>> from,
    List<List<Dependency>> to) {
  static SimulatedEstate of(List<Component> parts, List<Dependency> links) {
    var from = new ArrayList<List<Dependency>>();
    var to = new ArrayList<List<Dependency>>();
    for (int i = 0; i < parts.size(); i++) {
      from.add(new ArrayList<>());
      to.add(new ArrayList<>());
    }
    for (var link : links) {
      from.get(link.from()).add(link);
      to.get(link.to()).add(link);
    }
    return new SimulatedEstate(List.copyOf(parts), List.copyOf(links), from, to);
  }

  int size() {
    return parts.size();
  }

  Component part(int index) {
    return parts.get(index);
  }

  /** What a part uses. */
  List<Dependency> links(int index) {
    return from.get(index);
  }

  SimulatedEstate with(List<Component> sized) {
    return new SimulatedEstate(List.copyOf(sized), links, from, to);
  }

  /** What the catalogue would say. */
  Topology topology() {
    var entities = parts.stream().map(Component::declared).toList();
    var relations =
        links.stream()
            .map(l -> new Relation(l.kind(), part(l.from()).id(), part(l.to()).id()))
            .distinct()
            .toList();
    return new Inventory(entities, relations).topology();
  }

  /** Itself and all that can feel its fault: whoever uses it, and by which queue it is fed. */
  BitSet felt(int root) {
    var felt = new BitSet();
    var waiting = new ArrayList<>(List.of(root));
    while (!waiting.isEmpty()) {
      int here = waiting.removeLast();
      if (!felt.get(here)) {
        felt.set(here);
        to.get(here).forEach(link -> waiting.add(link.from()));
        from.get(here).stream()
            .filter(link -> link.kind() == Relation.Kind.READS_FROM)
            .forEach(link -> waiting.add(link.to()));
      }
    }
    return felt;
  }

  List<Integer> neighbours(int index) {
    var near = new ArrayList<Integer>();
    from.get(index).forEach(link -> near.add(link.to()));
    to.get(index).forEach(link -> near.add(link.from()));
    return near.stream().distinct().filter(it -> !part(it).isHost()).toList();
  }
}
