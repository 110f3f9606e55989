/** The witnesses of the record's log: which there are, and what they say of its heads. */
@NullMarked
package io.countersign.server.witness;

import org.jspecify.annotations.NullMarked;
