/** The Temporal engine that the loops run on: embedded, or a cluster that the environment names. */
@NullMarked
package io.countersign.server.temporal;

import org.jspecify.annotations.NullMarked;
