/** From a diagnosis to a proposal: targets are read, runbooks filled in, dry runs asked for. */
@NullMarked
package io.countersign.server.planning;

import org.jspecify.annotations.NullMarked;
