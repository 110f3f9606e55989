/** The place at which a poll goes on, kept by whoever asks. */
@NullMarked
package io.countersign.connectors.poll;

import org.jspecify.annotations.NullMarked;
