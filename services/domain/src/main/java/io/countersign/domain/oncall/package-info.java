/** On-call schedules: who is on call at an instant, from rotations, layers and overrides. */
@NullMarked
package io.countersign.domain.oncall;

import org.jspecify.annotations.NullMarked;
