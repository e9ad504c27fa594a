package dev.tocsin.simulators.graph.internal.records;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The properties of the types that are played, as the vendor's metadata has them (microsoftgraph/msgraph-metadata,
 * v1.0); the contract test holds these lists against the contract.
 */
public final class Properties {
    /** All properties of a user. */
    public static final Set<String> USER = words("""
            id deletedDateTime aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo
            birthday businessPhones city companyName consentProvidedForMinor country createdDateTime
            creationType customSecurityAttributes department deviceEnrollmentLimit displayName employeeHireDate
            employeeId employeeLeaveDateTime employeeOrgData employeeType externalUserState
            externalUserStateChangeDateTime faxNumber givenName hireDate identities identityParentId imAddresses
            interests isManagementRestricted isResourceAccount jobTitle lastPasswordChangeDateTime
            legalAgeGroupClassification licenseAssignmentStates mail mailboxSettings mailNickname mobilePhone
            mySite officeLocation onPremisesDistinguishedName onPremisesDomainName onPremisesExtensionAttributes
            onPremisesImmutableId onPremisesLastSyncDateTime onPremisesProvisioningErrors
            onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled
            onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile pastProjects postalCode
            preferredDataLocation preferredLanguage preferredName print provisionedPlans proxyAddresses
            responsibilities schools securityIdentifier serviceProvisioningErrors showInAddressList
            signInActivity signInSessionsValidFromDateTime skills state streetAddress surname usageLocation
            userPrincipalName userType
            """);

    /** Those properties of a user that are collections: empty rather than null. */
    public static final Set<String> USER_COLLECTIONS = words("""
            assignedLicenses assignedPlans businessPhones identities imAddresses interests
            licenseAssignmentStates onPremisesProvisioningErrors otherMails pastProjects provisionedPlans
            proxyAddresses responsibilities schools serviceProvisioningErrors skills
            """);

    /** Those properties of a user that are never null: left out if there is no value. */
    public static final Set<String> USER_NEVER_NULL = Set.of("birthday", "hireDate", "deviceEnrollmentLimit");

    /** What is shown of a user that nothing is selected of (api-reference/v1.0/api/user-delta.md, example 1). */
    public static final List<String> USER_DEFAULTS = List.copyOf(words("""
            businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname
            userPrincipalName id
            """));

    private static final Set<String> ORGANIZATION = words("""
            id deletedDateTime assignedPlans businessPhones city country countryLetterCode createdDateTime
            defaultUsageLocation displayName marketingNotificationEmails mobileDeviceManagementAuthority
            onPremisesLastSyncDateTime onPremisesSyncEnabled partnerTenantType postalCode preferredLanguage
            privacyProfile provisionedPlans securityComplianceNotificationMails
            securityComplianceNotificationPhones state street technicalNotificationMails tenantType
            verifiedDomains
            """);

    private static final Set<String> AUDIT = words("""
            id activityDateTime activityDisplayName additionalDetails category correlationId initiatedBy
            loggedByService operationType result resultReason targetResources
            """);

    private static final Set<String> SIGN_IN = words("""
            id appDisplayName appId appliedConditionalAccessPolicies authenticationAppDeviceDetails
            clientAppUsed conditionalAccessStatus correlationId createdDateTime deviceDetail homeTenantId
            ipAddress isInteractive location resourceDisplayName resourceId resourceTenantId riskDetail
            riskEventTypes riskEventTypes_v2 riskLevelAggregated riskLevelDuringSignIn riskState
            servicePrincipalId servicePrincipalName status userAgent userDisplayName userId userPrincipalName
            """);

    private static final Set<String> ALERT = words("""
            id actorDisplayName additionalData alertPolicyId alertWebUrl assignedTo categories category
            classification comments createdDateTime customDetails description detectionSource detectorId
            determination evidence firstActivityDateTime incidentId incidentWebUrl investigationState
            lastActivityDateTime lastUpdateDateTime mitreTechniques productName providerAlertId
            recommendedActions resolvedDateTime serviceSource severity status systemTags tenantId
            threatDisplayName threatFamilyName title
            """);

    private static final Set<String> SKU = words("""
            id accountId accountName appliesTo capabilityStatus consumedUnits prepaidUnits servicePlans skuId
            skuPartNumber subscriptionIds
            """);

    private static final Set<String> SUBSCRIPTION = words("""
            id commerceSubscriptionId createdDateTime isTrial nextLifecycleDateTime ownerId ownerTenantId
            ownerType serviceStatus skuId skuPartNumber status totalLicenses
            """);

    private static final Map<String, Set<String>> OTHERS = Map.of(
            "organization", ORGANIZATION,
            "directoryAudit", AUDIT,
            "signIn", SIGN_IN,
            "security.alert", ALERT,
            "subscribedSku", SKU,
            "companySubscription", SUBSCRIPTION);

    private Properties() {}

    /**
     * All properties of a type.
     *
     * @param type its name behind {@code microsoft.graph.}
     */
    public static Set<String> of(String type) {
        Set<String> known = type.equals("user") ? USER : OTHERS.get(type);
        if (known == null) {
            throw new IllegalArgumentException("type: '" + type + "' is none of user, " + OTHERS.keySet());
        }
        return known;
    }

    private static Set<String> words(String text) {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(Arrays.asList(text.strip().split("\\s+"))));
    }
}
