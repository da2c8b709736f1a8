package org.painbridge.server.security.demo;

import java.util.Optional;
import org.painbridge.server.security.demo.DemoSettings.User;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** What an app has to show that says an EMR has opened it, and for whom. */
final class LaunchChecks {
    static final String LAUNCH = "launch";

    private final Launches launches;
    private final PatientReach reach;

    LaunchChecks(Launches launches, PatientReach reach) {
        this.launches = launches;
        this.reach = reach;
    }

    /**
     * Why not; with a user who may have it, the launch is used by this.
     *
     * @param user empty before the user has signed in
     */
    Optional<OAuth2Error> fault(OAuth2AuthorizationCodeRequestAuthenticationToken request, Optional<User> user) {
        Object given = request.getAdditionalParameters().get(LAUNCH);
        boolean asked = request.getScopes().contains(LAUNCH);
        if (given == null && !asked) {
            return Optional.empty();
        }
        if (!(given instanceof String launch) || !asked) {
            return fault(
                    OAuth2ErrorCodes.INVALID_REQUEST, "The scope launch and what the EMR gave as launch go together");
        }
        Optional<LaunchContext> context = launches.open(launch, request.getClientId());
        if (context.isPresent()
                && user.isPresent()
                && !reach.reaches(user.get(), context.get().patient())) {
            return fault(
                    OAuth2ErrorCodes.ACCESS_DENIED, "The patient of the launch is not in the care of who signed in");
        }
        boolean good = context.isPresent() && (user.isEmpty() || launches.take(launch, context.get()));
        return good
                ? Optional.empty()
                : fault(OAuth2ErrorCodes.INVALID_REQUEST, "No launch of this app: unknown, used or over");
    }

    private static Optional<OAuth2Error> fault(String code, String text) {
        return Optional.of(new OAuth2Error(code, text, null));
    }
}
