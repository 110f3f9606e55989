/** The configuration file, the environment, and what is built from them. */
@NullMarked
package io.countersign.server.config;

import org.jspecify.annotations.NullMarked;
