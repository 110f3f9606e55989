/** The record as anybody may have it proved: checkpoints, tiles, proofs and exports. */
@NullMarked
package io.countersign.server.audit.log;

import org.jspecify.annotations.NullMarked;
