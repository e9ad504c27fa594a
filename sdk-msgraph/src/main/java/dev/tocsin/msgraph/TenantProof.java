package dev.tocsin.msgraph;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the app has access to the tenant that a callback claimed. */
public sealed interface TenantProof {
    /**
     * It has: the tenant's login service issued a token, and Graph names that tenant.
     *
     * @param organization the tenant
     * @param missingPermissions what was wanted and is not granted, in alphabetical order
     */
    record Proven(Organization organization, Set<String> missingPermissions) implements TenantProof {
        /** Copies. */
        public Proven {
            missingPermissions = Collections.unmodifiableSet(new TreeSet<>(missingPermissions));
        }
    }

    /**
     * It has not, or that could not be found out.
     *
     * @param problem why, or null if the services were not reached or were in trouble
     * @param message what is the matter and what is to be done
     * @param retryAfter when it is worth another try, or null if unknown
     */
    record NotProven(
            @Nullable AccessProblem problem,
            String message,
            @Nullable Duration retryAfter) implements TenantProof {}
}
