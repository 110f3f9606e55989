/** The decisions about principals: who may manage them, and what may be done to them. */
@NullMarked
package io.countersign.domain.access.decision;

import org.jspecify.annotations.NullMarked;
