package dev.tocsin.simulators.connectwise.internal.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of records and their fields as the vendor's specification (2026.4) names them: what conditions may speak of,
 * and what a written value must look like. Each field is {@code name:kind}, the kind being t text (with its maximum
 * length), i integer, n number, b boolean, d moment, e one of these, r reference, a array, s array of texts, c custom
 * fields, m map.
 */
public enum RecordKind {
    /** The specification's Ticket. */
    TICKET("ticket", """
            id:i summary:t100 recordType:eProjectIssue|ProjectTicket|ServiceTicket board:r status:r workRole:r
            workType:r company:r site:r siteName:t156 addressLine1:t50 addressLine2:t50 city:t50 stateIdentifier:t50
            zip:t12 country:r contact:r contactName:t62 contactPhoneNumber:t20 contactPhoneExtension:t15
            contactEmailAddress:t250 type:r subType:r item:r team:r owner:r priority:r serviceLocation:r source:r
            requiredDate:d budgetHours:n opportunity:r agreement:r agreementType:t severity:eLow|Medium|High
            impact:eLow|Medium|High externalXRef:t100 poNumber:t50 knowledgeBaseCategoryId:i
            knowledgeBaseSubCategoryId:i allowAllClientsPortalView:b customerUpdatedFlag:b automaticEmailContactFlag:b
            automaticEmailResourceFlag:b automaticEmailCcFlag:b automaticEmailCc:t1000 initialDescription:t
            initialInternalAnalysis:t initialResolution:t initialDescriptionFrom:t contactEmailLookup:t
            processNotifications:b skipCallback:b closedDate:t closedBy:t closedFlag:b actualHours:n approved:b
            estimatedExpenseCost:n estimatedExpenseRevenue:n estimatedProductCost:n estimatedProductRevenue:n
            estimatedTimeCost:n estimatedTimeRevenue:n billingMethod:eActualRates|FixedFee|NotToExceed|OverrideRate
            billingAmount:n hourlyRate:n subBillingMethod:eActualRates|FixedFee|NotToExceed|OverrideRate
            subBillingAmount:n subDateAccepted:t dateResolved:t dateResplan:t dateResponded:t resolveMinutes:i
            resPlanMinutes:i respondMinutes:i respondByGoalUTC:d resplanGoalUTC:d resolutionGoalUTC:d
            escalationLastUpdateMinutes:i isInSla:b knowledgeBaseLinkId:i resources:t parentTicketId:i
            hasChildTicket:b hasMergedChildTicketFlag:b
            knowledgeBaseLinkType:eActivity|ProjectIssue|KnowledgeBaseArticle|ProjectTicket|ServiceTicket|Time
            billTime:eBillable|DoNotBill|NoCharge|NoDefault billExpenses:eBillable|DoNotBill|NoCharge|NoDefault
            billProducts:eBillable|DoNotBill|NoCharge|NoDefault predecessorType:eTicket|Phase predecessorId:i
            predecessorClosedFlag:b lagDays:i lagNonworkingDaysFlag:b estimatedStartDate:d duration:i location:r
            department:r mobileGuid:t sla:r slaStatus:t requestForChangeFlag:b currency:r mergedParentTicket:r
            integratorTags:s _info:m escalationStartDateUTC:t escalationLevel:i minutesBeforeWaiting:i
            respondedSkippedMinutes:i resplanSkippedMinutes:i respondedHours:n respondedBy:t resplanHours:n
            resplanBy:t resolutionHours:n resolvedBy:t minutesWaiting:i customFields:c
            """),
    /** The specification's ServiceNote. */
    TICKET_NOTE("serviceNote", """
            id:i ticketId:i text:t detailDescriptionFlag:b internalAnalysisFlag:b resolutionFlag:b issueFlag:b
            member:r contact:r customerUpdatedFlag:b processNotifications:b dateCreated:t createdBy:t internalFlag:b
            externalFlag:b sentimentScore:n _info:m
            """),
    /** The specification's ServiceTicketNote. */
    ANY_NOTE("serviceTicketNote", """
            id:i noteType:eTicketNote|TimeEntryNote|MeetingNote ticket:r text:t isMarkdownFlag:b
            detailDescriptionFlag:b internalAnalysisFlag:b resolutionFlag:b timeStart:t timeEnd:t bundledFlag:b
            mergedFlag:b issueFlag:b originalAuthor:t createdByParentFlag:b member:r contact:r _info:m
            """),
    /** The specification's Company. */
    COMPANY("company", """
            id:i identifier:t156 name:t156 status:r addressLine1:t50 addressLine2:t50 city:t50 state:t50 zip:t12
            country:r phoneNumber:t30 faxNumber:t30 website:t255 territory:r market:r accountNumber:t defaultContact:r
            dateAcquired:d sicCode:r parentCompany:r annualRevenue:n creditLimit:n additionalDebt:n
            numberOfEmployees:i yearEstablished:i revenueYear:i ownershipType:r timeZoneSetup:r leadSource:t50
            leadFlag:b unsubscribeFlag:b calendar:r userDefinedField1:t50 userDefinedField2:t50 userDefinedField3:t50
            userDefinedField4:t50 userDefinedField5:t50 userDefinedField6:t50 userDefinedField7:t50
            userDefinedField8:t50 userDefinedField9:t50 userDefinedField10:t50 vendorIdentifier:t taxIdentifier:t
            taxCode:r billingTerms:r invoiceTemplate:r pricingSchedule:r companyEntityType:r billToCompany:r
            billingSite:r billingContact:r invoiceDeliveryMethod:r emailTemplate:r invoiceToEmailAddress:t
            invoiceCCEmailAddress:t deletedFlag:b dateDeleted:d deletedBy:t mobileGuid:t facebookUrl:t twitterUrl:t
            linkedInUrl:t currency:r territoryManager:r resellerIdentifier:t isVendorFlag:b types:a site:r
            integratorTags:s _info:m customFields:c
            """),
    /** The specification's CompanySite. */
    SITE("companySite", """
            id:i name:t156 addressLine1:t50 addressLine2:t50 city:t50 stateReference:r zip:t12 country:r
            addressFormat:t phoneNumber:t30 phoneNumberExt:t30 faxNumber:t30 taxCode:r entityType:r
            expenseReimbursement:n primaryAddressFlag:b defaultShippingFlag:b defaultBillingFlag:b
            defaultMailingFlag:b inactiveFlag:b billSeparateFlag:b mobileGuid:t calendar:r timeZone:r company:r
            _info:m territory:r invoiceTemplate:r customFields:c
            """),
    /** The specification's CompanyStatus. */
    COMPANY_STATUS("companyStatus", """
            id:i name:t50 defaultFlag:b inactiveFlag:b notifyFlag:b disallowSavingFlag:b notificationMessage:t500
            customNoteFlag:b cancelOpenTracksFlag:b track:r _info:m connectWiseId:t
            """),
    /** The specification's CompanyType. */
    COMPANY_TYPE("companyType", """
            id:i name:t50 defaultFlag:b vendorFlag:b serviceAlertFlag:b serviceAlertMessage:t150 _info:m
            connectWiseId:t
            """),
    /** The specification's CompanyInfo. */
    COMPANY_INFO("companyInfo", """
            id:i identifier:t name:t territory:r defaultContact:r phoneNumber:t city:t site:r isVendorFlag:b
            currency:r billToCompany:r billingSite:r billingContact:r billingTerms:r taxCode:r deletedFlag:b types:a
            status:r noServiceFlag:b addressLine1:t addressLine2:t state:t country:r zip:t leadFlag:b faxNumber:t
            vendorIdentifier:t taxIdentifier:t facebookUrl:t twitterUrl:t linkedInUrl:t _info:m
            """),
    /** The specification's CompanyTypeInfo. */
    COMPANY_TYPE_INFO("companyTypeInfo", """
            id:i name:t isVendor:b _info:m
            """),
    /** The specification's CompanySiteInfo. */
    SITE_INFO("companySiteInfo", """
            id:i name:t addressLine1:t addressLine2:t city:t stateReference:r country:r zip:t addressFormat:t
            phoneNumber:t inactiveFlag:b defaultShippingFlag:b defaultBillingFlag:b primaryAddressFlag:b taxCode:r
            phoneNumberExt:t _info:m
            """),
    /** The specification's CompanyNote. */
    COMPANY_NOTE("companyNote", """
            id:i text:t type:r flagged:b enteredBy:t company:r _info:m
            """),
    /** The specification's CompanyNoteType. */
    COMPANY_NOTE_TYPE("companyNoteType", """
            id:i identifier:t15 name:t50 defaultFlag:b importFlag:b _info:m connectWiseId:t
            """),
    /** The specification's Company.CompanyTypeAssociation. */
    COMPANY_TYPE_ASSOCIATION("companyTypeAssociation", """
            id:i type:r company:r _info:m
            """),
    /** The specification's CompanyCustomNote. */
    COMPANY_CUSTOM_NOTE("companyCustomNote", """
            id:i customNote:t1500 status:r company:r _info:m
            """),
    /** The specification's Contact. */
    CONTACT("contact", """
            id:i firstName:t lastName:t company:r site:r addressLine1:t addressLine2:t city:t state:t zip:t country:r
            relationship:r relationshipOverride:t department:r inactiveFlag:b defaultMergeContactId:i
            securityIdentifier:t managerContact:r assistantContact:r title:t school:t nickName:t marriedFlag:b
            childrenFlag:b children:t significantOther:t portalPassword:t portalSecurityLevel:i
            disablePortalLoginFlag:b unsubscribeFlag:b gender:eFemale|Male birthDay:t anniversary:t
            presence:eNoAgent|Online|DoNotDisturb|Away|Offline mobileGuid:t facebookUrl:t twitterUrl:t linkedInUrl:t
            defaultPhoneType:t defaultPhoneNbr:t defaultPhoneExtension:t defaultBillingFlag:b defaultFlag:b
            userDefinedField1:t50 userDefinedField2:t50 userDefinedField3:t50 userDefinedField4:t50
            userDefinedField5:t50 userDefinedField6:t50 userDefinedField7:t50 userDefinedField8:t50
            userDefinedField9:t50 userDefinedField10:t50 companyLocation:r communicationItems:a types:a
            integratorTags:s customFields:c photo:r ignoreDuplicates:b _info:m typeIds:a
            """),
    /** The specification's ContactInfo. */
    CONTACT_INFO("contactInfo", """
            id:i firstName:t lastName:t communicationItems:a defaultPhoneNbr:t defaultPhoneType:t defaultFlag:b
            company:r companyLocation:r site:r inactiveFlag:b title:t types:a addressLine1:t addressLine2:t city:t
            state:t country:r zip:t department:r defaultBillingFlag:b facebookUrl:t twitterUrl:t linkedInUrl:t
            _info:m
            """),
    /** The specification's ContactCommunication. */
    CONTACT_COMMUNICATION("contactCommunication", """
            id:i contactId:i type:r value:t250 extension:t15 defaultFlag:b mobileGuid:t
            communicationType:eEmail|Fax|Phone domain:t _info:m
            """),
    /** The specification's ContactType. */
    CONTACT_TYPE("contactType", """
            id:i description:t50 defaultFlag:b serviceAlertFlag:b serviceAlertMessage:t150 _info:m connectWiseId:t
            """),
    /** The specification's ContactContactTypeAssociation.ContactTypeAssociation. */
    CONTACT_TYPE_ASSOCIATION("contactTypeAssociation", """
            id:i type:r contact:r _info:m
            """),
    /** The specification's ContactNote. */
    CONTACT_NOTE("contactNote", """
            id:i contactId:i text:t type:r flagged:b enteredBy:t _info:m
            """),
    /** The specification's CommunicationType. */
    COMMUNICATION_TYPE("communicationType", """
            id:i description:t phoneFlag:b faxFlag:b emailFlag:b defaultFlag:b exchangeXref:t50 iphoneXref:t50
            androidXref:t50 googleXref:t50 _info:m
            """),
    /** The specification's BoardItemAssociation. */
    ITEM_ASSOCIATION("boardItemAssociation", """
            id:i subTypeAssociationIds:a addAllSubTypesFlag:b removeAllSubTypesFlag:b item:r board:r _info:m
            """),
    /** The specification's BoardSubTypeInfo. */
    SUB_TYPE_INFO("boardSubTypeInfo", """
            id:i name:t inactiveFlag:b typeAssociationIds:a _info:m
            """),
    /** The specification's BoardTeamInfo. */
    TEAM_INFO("boardTeamInfo", """
            id:i name:t _info:m
            """),
    /** The specification's ServiceTeam. */
    SERVICE_TEAM("serviceTeam", """
            id:i name:t leader:r location:r department:r deleteNotifyFlag:b _info:m
            """),
    /** The specification's Severity. */
    SEVERITY("severity", """
            id:i name:t description:t200 defaultFlag:b _info:m
            """),
    /** The specification's Impact. */
    IMPACT("impact", """
            id:i name:t description:t200 defaultFlag:b _info:m
            """),
    /** The specification's UserDefinedFieldInfo. */
    CUSTOM_FIELD_INFO("userDefinedFieldInfo", """
            id:i podId:i caption:t sequenceNumber:i helpText:t
            fieldTypeIdentifier:eTextArea|Button|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|PhoneNumber|Text|Password
            numberDecimals:i entryTypeIdentifier:eDate|EntryField|List|Option requiredFlag:b displayOnScreenFlag:b
            readOnlyFlag:b listViewFlag:b buttonUrl:t options:a businessUnitIds:a locationIds:a dateCreated:t _info:m
            """),
    /** The specification's Board. */
    BOARD("board", """
            id:i name:t50 location:r department:r inactiveFlag:b signOffTemplate:r sendToContactFlag:b
            contactTemplate:r sendToResourceFlag:b resourceTemplate:r projectFlag:b showDependenciesFlag:b
            showEstimatesFlag:b boardIcon:r billTicketsAfterClosedFlag:b billTicketSeparatelyFlag:b
            billUnapprovedTimeExpenseFlag:b overrideBillingSetupFlag:b dispatchMember:r serviceManagerMember:r
            dutyManagerMember:r oncallMember:r workRole:r workType:r billTime:eBillable|DoNotBill|NoCharge|NoDefault
            billExpense:eBillable|DoNotBill|NoCharge|NoDefault billProduct:eBillable|DoNotBill|NoCharge|NoDefault
            autoCloseStatus:r autoAssignNewTicketsFlag:b autoAssignNewECTicketsFlag:b autoAssignNewPortalTicketsFlag:b
            discussionsLockedFlag:b timeEntryLockedFlag:b notifyEmailFrom:t50 notifyEmailFromName:t60
            closedLoopDiscussionsFlag:b closedLoopResolutionFlag:b closedLoopInternalAnalysisFlag:b
            timeEntryDiscussionFlag:b timeEntryResolutionFlag:b timeEntryInternalAnalysisFlag:b
            problemSort:eAscending|Descending resolutionSort:eAscending|Descending
            internalAnalysisSort:eAscending|Descending emailConnectorAllowReopenClosedFlag:b
            emailConnectorReopenStatus:r emailConnectorReopenResourcesFlag:b emailConnectorNewTicketNoMatchFlag:b
            emailConnectorNeverReopenByDaysFlag:b emailConnectorReopenDaysLimit:i
            emailConnectorNeverReopenByDaysClosedFlag:b emailConnectorReopenDaysClosedLimit:i
            useMemberDisplayNameFlag:b sendToCCFlag:b autoAssignTicketOwnerFlag:b autoAssignLimitFlag:b
            autoAssignLimitAmount:i closedLoopAllFlag:b
            percentageCalculation:eActualHours|Manual|ClosedPhases|ClosedTickets allSort:eAscending|Descending
            markFirstNoteIssueFlag:b restrictBoardByDefaultFlag:b sendToBundledFlag:b _info:m connectWiseId:t
            """),
    /** The specification's BoardInfo. */
    BOARD_INFO("boardInfo", """
            id:i name:t location:r department:r projectFlag:b inactiveFlag:b closedLoopDiscussionsFlag:b
            closedLoopInternalAnalysisFlag:b closedLoopResolutionFlag:b closedLoopAllFlag:b overrideBillingSetupFlag:b
            billTicketsAfterClosedFlag:b billUnapprovedTimeExpenseFlag:b
            billTime:eBillable|DoNotBill|NoCharge|NoDefault billExpense:eBillable|DoNotBill|NoCharge|NoDefault
            billProduct:eBillable|DoNotBill|NoCharge|NoDefault problemSort:eAscending|Descending
            internalAnalysisSort:eAscending|Descending resolutionSort:eAscending|Descending
            allSort:eAscending|Descending _info:m
            """),
    /** The specification's BoardStatus. */
    STATUS("boardStatus", """
            id:i name:t50 board:r sortOrder:i displayOnBoard:b inactive:b closedStatus:b timeEntryNotAllowed:b
            roundRobinCatchall:b defaultFlag:b
            escalationStatus:eNotResponded|Responded|ResolutionPlan|Resolved|NoEscalation
            customerPortalDescription:t500 customerPortalFlag:b emailTemplate:r statusIndicator:r
            customStatusIndicatorName:t30 _info:m saveTimeAsNote:b connectWiseId:t parentConnectWiseId:t parentId:i
            grandParentId:i grandParentConnectWiseId:t
            """),
    /** The specification's BoardStatusInfo. */
    STATUS_INFO("boardStatusInfo", """
            id:i name:t sortOrder:i defaultFlag:b inactiveFlag:b closedFlag:b _info:m
            """),
    /** The specification's BoardType. */
    TYPE("boardType", """
            id:i name:t50 category:eReactive|Proactive defaultFlag:b inactiveFlag:b requestForChangeFlag:b
            integrationXref:t50 skillCategory:r skill:r board:r location:r department:r _info:m connectWiseId:t
            parentConnectWiseId:t parentId:i grandParentId:i grandParentConnectWiseId:t
            """),
    /** The specification's BoardSubType. */
    SUB_TYPE("boardSubType", """
            id:i name:t50 inactiveFlag:b typeAssociationIds:a addAllTypesFlag:b removeAllTypesFlag:b board:r _info:m
            connectWiseId:t parentConnectWiseId:t parentId:i grandParentId:i grandParentConnectWiseId:t
            """),
    /** The specification's BoardItem. */
    ITEM("boardItem", """
            id:i name:t50 inactiveFlag:b board:r _info:m connectWiseId:t parentConnectWiseId:t parentId:i
            grandParentId:i grandParentConnectWiseId:t
            """),
    /** The specification's BoardTypeSubTypeItemAssociation. */
    ASSOCIATION("boardTypeSubTypeItemAssociation", """
            id:i type:r subType:r item:r board:r _info:m
            """),
    /** The specification's BoardTeam. */
    TEAM("boardTeam", """
            id:i name:t30 teamLeader:r members:a defaultFlag:b notifyOnTicketDelete:b defaultRoundRobinFlag:b
            roundRobinFlag:b boardId:i locationId:i businessUnitId:i _info:m connectWiseId:t parentConnectWiseId:t
            parentId:i grandParentId:i grandParentConnectWiseId:t
            """),
    /** The specification's Priority. */
    PRIORITY("priority", """
            id:i name:t50 color:eBlack|Blue|Cyan|Gray|Green|Lime|Orange|Pink|Purple|Red|White|Yellow|Custom
            sortOrder:i defaultFlag:b imageLink:t urgencySortOrder:t level:eCritical|High|Medium|Low _info:m
            connectWiseId:t
            """),
    /** The specification's Source. */
    SOURCE("source", """
            id:i name:t50 defaultFlag:b enteredBy:t dateEntered:d _info:m connectWiseId:t
            """),
    /** The specification's Member. */
    MEMBER("member", """
            id:i identifier:t15 password:t60 disableOnlineFlag:b licenseClass:eA|C|F|X notes:t employeeIdentifer:t10
            vendorNumber:t enableMobileGpsFlag:b inactiveDate:d inactiveFlag:b lastLogin:t clientId:t token:t
            firstName:t30 middleInitial:t1 lastName:t30 hireDate:d country:r photo:r officeEmail:t250 mobileEmail:t250
            homeEmail:t250 defaultEmail:eOffice|Mobile|Home primaryEmail:t250 officePhone:t15 officeExtension:t10
            mobilePhone:t15 mobileExtension:t10 homePhone:t15 homeExtension:t10 defaultPhone:eOffice|Mobile|Home
            securityRole:r office365:r mapiName:t calendarSyncIntegrationFlag:b
            authenticationServiceType:eAuthAnvil|GoogleAuthenticator|Email timebasedOneTimePasswordActivated:b
            enableLdapAuthenticationFlag:b ldapConfiguration:r ldapUserName:t50 directionalSync:r ssoSettings:r
            signature:t phoneIntegrationType:eTAPI|SKYPE|TEL|CALLTO|NONE useBrowserLanguageFlag:b title:t reportCard:r
            enableMobileFlag:b type:r timeZone:r partnerPortalFlag:b stsUserAdminUrl:t toastNotificationFlag:b
            memberPersonas:a adminFlag:b structureLevel:r securityLocation:r defaultLocation:r defaultDepartment:r
            reportsTo:r restrictLocationFlag:b restrictDepartmentFlag:b workRole:r workType:r timeApprover:r
            expenseApprover:r billableForecast:n dailyCapacity:n hourlyCost:n hourlyRate:n
            includeInUtilizationReportingFlag:b requireExpenseEntryFlag:b requireTimeSheetEntryFlag:b
            requireStartAndEndTimeOnTimeEntryFlag:b allowInCellEntryOnTimeSheet:b enterTimeAgainstCompanyFlag:b
            allowExpensesEnteredAgainstCompaniesFlag:b timeReminderEmailFlag:b daysTolerance:i minimumHours:n
            timeSheetStartDate:t serviceDefaultLocation:r serviceDefaultDepartment:r serviceDefaultBoard:r
            restrictServiceDefaultLocationFlag:b restrictServiceDefaultDepartmentFlag:b excludedServiceBoardIds:a
            teams:a serviceBoardTeamIds:a projectDefaultLocation:r projectDefaultDepartment:r projectDefaultBoard:r
            restrictProjectDefaultLocationFlag:b restrictProjectDefaultDepartmentFlag:b excludedProjectBoardIds:a
            scheduleDefaultLocation:r scheduleDefaultDepartment:r scheduleCapacity:n serviceLocation:r
            restrictScheduleFlag:b hideMemberInDispatchPortalFlag:b calendar:r salesDefaultLocation:r
            restrictDefaultSalesTerritoryFlag:b warehouse:r warehouseBin:r restrictDefaultWarehouseFlag:b
            restrictDefaultWarehouseBinFlag:b companyActivityTabFormat:eSummaryList|DetailList
            invoiceTimeTabFormat:eSummaryList|DetailList
            invoiceScreenDefaultTabFormat:eShowInvoicingTab|ShowAgreementInvoicingTab
            invoicingDisplayOptions:eRemainOnInvoicingScreen|ShowRecentInvoices
            agreementInvoicingDisplayOptions:eRemainOnInvoicingScreen|ShowRecentInvoices autoStartStopwatch:b
            autoPopupQuickNotesWithStopwatch:b globalSearchDefaultTicketFilter:eOpenRecords|ClosedRecords|AllRecords
            globalSearchDefaultSort:eNone|LastUpdatedDesc|LastUpdatedAsc|CreatedDesc|CreatedAsc phoneSource:t _info:m
            copyPodLayouts:b copySharedDefaultViews:b copyColumnLayoutsAndFilters:b fromMemberRecId:i
            fromMemberTemplateRecId:i customFields:c
            """),
    /** The specification's MemberInfo. */
    MEMBER_INFO("memberInfo", """
            id:i identifier:t firstName:t middleInitial:t lastName:t fullName:t defaultEmail:t photo:r
            licenseClass:eA|C|F|X inactiveFlag:b _info:m
            """),
    /** The specification's UserDefinedField. */
    CUSTOM_FIELD("userDefinedField", """
            id:i podId:i caption:t25 sequenceNumber:i screenId:t25 helpText:t1000
            fieldTypeIdentifier:eTextArea|Button|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|PhoneNumber|Text|Password
            numberDecimals:i entryTypeIdentifier:eDate|EntryField|List|Option requiredFlag:b displayOnScreenFlag:b
            readOnlyFlag:b listViewFlag:b buttonUrl:t1000 options:a businessUnitIds:a locationIds:a
            addAllBusinessUnits:b removeAllBusinessUnits:b addAllLocations:b removeAllLocations:b connectWiseID:t
            dateCreated:d _info:m
            """),
    /** The specification's Company.Configuration. */
    CONFIGURATION("configuration", """
            id:i name:t100 type:r status:r company:r contact:r site:r locationId:i location:r businessUnitId:i
            department:r deviceIdentifier:t100 serialNumber:t250 modelNumber:t50 tagNumber:t50 purchaseDate:d
            installationDate:d installedBy:r warrantyExpirationDate:d vendorNotes:t notes:t macAddress:t25
            lastLoginName:t100 billFlag:b backupSuccesses:i backupIncomplete:i backupFailed:i backupRestores:i
            lastBackupDate:d backupServerName:t50 backupBillableSpaceGb:n backupProtectedDeviceList:t backupYear:i
            backupMonth:i ipAddress:t50 defaultGateway:t50 osType:t250 osInfo:t250 cpuSpeed:t100 ram:t25
            localHardDrives:t parentConfigurationId:i vendor:r manufacturer:r questions:a activeFlag:b
            managementLink:t1000 remoteLink:t1000 sla:r mobileGuid:t displayVendorFlag:b companyLocationId:i
            showRemoteFlag:b showAutomateFlag:b needsRenewalFlag:b manufacturerPartNumber:t50 _info:m customFields:c
            """),
    /** The specification's ConfigurationType. */
    CONFIGURATION_TYPE("configurationType", """
            id:i name:t50 inactiveFlag:b systemFlag:b _info:m connectWiseId:t
            """),
    /** The specification's ConfigurationTypeInfo. */
    CONFIGURATION_TYPE_INFO("configurationTypeInfo", """
            id:i name:t inactiveFlag:b systemFlag:b _info:m
            """),
    /** The specification's ConfigurationTypeQuestion. */
    CONFIGURATION_TYPE_QUESTION("configurationTypeQuestion", """
            id:i configurationType:r
            fieldType:eTextArea|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|Text|Password
            entryType:eDate|EntryField|List|Option sequenceNumber:n question:t1000 numberOfDecimals:i requiredFlag:b
            inactiveFlag:b _info:m connectWiseId:t parentId:i parentConnectWiseId:t
            """),
    /** The specification's ConfigurationTypeQuestionValue. */
    CONFIGURATION_TYPE_QUESTION_VALUE("configurationTypeQuestionValue", """
            id:i configurationType:r question:r value:t1000 defaultFlag:b inactiveFlag:b _info:m connectWiseId:t
            parentId:i parentConnectWiseId:t grandParentId:i grandParentConnectWiseId:t
            """),
    /** The specification's ConfigurationStatus. */
    CONFIGURATION_STATUS("configurationStatus", """
            id:i description:t50 closedFlag:b defaultFlag:b _info:m connectWiseId:t
            """),
    /** The specification's ConfigurationStatusInfo. */
    CONFIGURATION_STATUS_INFO("configurationStatusInfo", """
            id:i description:t closedFlag:b defaultFlag:b _info:m
            """),
    /** The specification's ConfigurationReference. */
    CONFIGURATION_REFERENCE("configurationReference", """
            id:i deviceIdentifier:t _info:m
            """),
    /** The specification's ServiceTask. */
    TICKET_TASK("serviceTask", """
            id:i ticketId:i notes:t closedFlag:b priority:i schedule:r code:r member:r resolution:t
            childScheduleAction:eTransfer|Delete|Done childTicketId:i summary:t _info:m
            """),
    /** The specification's DocumentInfo. */
    DOCUMENT("documentInfo", """
            id:i title:t fileName:t serverFileName:t owner:t linkFlag:b imageFlag:b publicFlag:b htmlTemplateFlag:b
            readOnlyFlag:b size:i urlFlag:b createdOnDate:t documentType:r guid:t _info:m
            """),
    /** The specification's CallbackEntry. */
    CALLBACK("callbackEntry", """
            id:i description:t100 url:t objectId:i type:t level:t memberId:i payloadVersion:t inactiveFlag:b
            isSoapCallbackFlag:b isSelfSuppressedFlag:b connectWiseID:t _info:m
            """),
    /** The specification's Agreement. */
    AGREEMENT("agreement", """
            id:i name:t100 type:r company:r contact:r site:r subContractCompany:r subContractContact:r
            parentAgreement:r customerPO:t50 location:r department:r restrictLocationFlag:b restrictDepartmentFlag:b
            startDate:d endDate:d noEndingDateFlag:b opportunity:r cancelledFlag:b dateCancelled:d
            reasonCancelled:t100 sla:r workOrder:t20 internalNotes:t applicationUnits:eAmount|Hours|Incidents
            applicationLimit:n
            applicationCycle:eContract2Weeks|Contract4Weeks|ContractYear|CalendarMonth|CalendarQuarter|CalendarWeek|ContractQuarter|CalendarYear
            applicationUnlimitedFlag:b oneTimeFlag:b coverAgreementTime:b coverAgreementProduct:b
            coverAgreementExpense:b coverSalesTax:b carryOverUnused:b allowOverruns:b expiredDays:i limit:i
            expireWhenZero:b chargeToFirm:b employeeCompRate:eActual|Hourly
            employeeCompNotExceed:eBilling|Amount|Percent compHourlyRate:n compLimitAmount:n billingCycle:r
            billOneTimeFlag:b billingTerms:r invoicingCycle:eContractYear|CalendarYear billToCompany:r billToContact:r
            billToSite:r billAmount:n taxable:b prorateFirstBill:n billStartDate:d taxCode:r restrictDownPayment:b
            prorateFlag:b invoiceProratedAdditionsFlag:b invoiceDescription:t topComment:b bottomComment:b workRole:r
            workType:r projectType:r invoiceTemplate:r billTime:eBillable|DoNotBill|NoCharge|NoDefault
            billExpenses:eBillable|DoNotBill|NoCharge|NoDefault billProducts:eBillable|DoNotBill|NoCharge|NoDefault
            billableTimeInvoice:b billableExpenseInvoice:b billableProductInvoice:b currency:r
            periodType:eCurrent|Future|Both|Undefined autoInvoiceFlag:b billZeroAmountFlag:b nextInvoiceDate:t
            companyLocation:r shipToCompany:r shipToContact:r shipToSite:r
            agreementStatus:eActive|Cancelled|Expired|Inactive _info:m customFields:c
            """),
    /** The specification's AgreementType. */
    AGREEMENT_TYPE("agreementType", """
            id:i name:t50 prefixSuffixOption:ePrefix|Suffix defaultFlag:b inactiveFlag:b prePaymentFlag:b
            invoicePreSuffix:t5 location:r department:r restrictLocationFlag:b restrictDepartmentFlag:b sla:r
            applicationUnits:eAmount|Hours|Incidents applicationLimit:n
            applicationCycle:eContract2Weeks|Contract4Weeks|ContractYear|CalendarMonth|CalendarQuarter|CalendarWeek|ContractQuarter|CalendarYear
            applicationUnlimitedFlag:b oneTimeFlag:b coverAgreementTimeFlag:b coverAgreementProductFlag:b
            coverAgreementExpenseFlag:b coverSalesTaxFlag:b carryOverUnusedFlag:b allowOverrunsFlag:b expiredDays:i
            limit:i expireWhenZero:b chargeToFirmFlag:b employeeCompRate:eActual|Hourly
            employeeCompNotExceed:eBilling|Amount|Percent compHourlyRate:n compLimitAmount:n billingCycle:r
            billOneTimeFlag:b billingTerms:r invoicingCycle:eContractYear|CalendarYear billAmount:n taxableFlag:b
            restrictDownPaymentFlag:b invoiceDescription:t4000 topCommentFlag:b bottomCommentFlag:b workRole:r
            workType:r projectType:r invoiceTemplate:r billTime:eBillable|DoNotBill|NoCharge|NoDefault
            billExpenses:eBillable|DoNotBill|NoCharge|NoDefault billProducts:eBillable|DoNotBill|NoCharge|NoDefault
            billableTimeInvoiceFlag:b billableExpenseInvoiceFlag:b billableProductInvoiceFlag:b copyWorkRolesFlag:b
            copyWorkTypesFlag:b exclusionWorkRoleIds:a addAllWorkRoleExclusions:b removeAllWorkRoleExclusions:b
            exclusionWorkTypeIds:a addAllWorkTypeExclusions:b removeAllWorkTypeExclusions:b integrationXRef:t50
            prorateFlag:b emailTemplate:r autoInvoiceFlag:b billZeroAmountFlag:b invoiceProratedAdditionsFlag:b
            _info:m connectWiseId:t
            """),
    /** The specification's AgreementTypeInfo. */
    AGREEMENT_TYPE_INFO("agreementTypeInfo", """
            id:i name:t inactiveFlag:b applicationUnits:eAmount|Hours|Incidents billingTerms:r _info:m
            """),
    /** The specification's Addition. */
    ADDITION("addition", """
            id:i product:r quantity:n lessIncluded:n unitPrice:n unitCost:n billCustomer:eBillable|DoNotBill|NoCharge
            effectiveDate:d cancelledDate:d taxableFlag:b serialNumber:t50 invoiceDescription:t6000 purchaseItemFlag:b
            specialOrderFlag:b agreementId:i description:t billedQuantity:n uom:t extPrice:n extCost:n
            sequenceNumber:n margin:n prorateCost:n proratePrice:n extendedProrateCost:n extendedProratePrice:n
            prorateCurrentPeriodFlag:b opportunity:r agreementStatus:eActive|Cancelled|Expired|Inactive
            invoiceGrouping:r _info:m customFields:c
            """),
    /** The specification's CatalogItem. */
    CATALOG_ITEM("catalogItem", """
            id:i identifier:t75 description:t60 inactiveFlag:b subcategory:r type:r
            productClass:eAgreement|Bundle|Inventory|NonInventory|Service serializedFlag:b serializedCostFlag:b
            phaseProductFlag:b unitOfMeasure:r minStockLevel:i price:n cost:n
            priceAttribute:eFixedFee|NotToExceed|OverrideRate|TimeAndMaterials taxableFlag:b dropShipFlag:b
            specialOrderFlag:b customerDescription:t6000 manufacturer:r manufacturerPartNumber:t50 vendor:r
            vendorSku:t50 notes:t integrationXRef:t50 sla:r entityType:r recurringFlag:b recurringRevenue:n
            recurringCost:n recurringOneTimeFlag:b recurringBillCycle:r recurringCycleType:eContractYear|CalendarYear
            calculatedPriceFlag:b calculatedCostFlag:b category:r calculatedPrice:n calculatedCost:n
            billableOption:eBillable|DoNotBill|NoCharge|NoDefault connectWiseID:t agreementType:r markupPercentage:n
            markupFlag:b autoUpdateUnitCostFlag:b autoUpdateUnitPriceFlag:b _info:m customFields:c
            """),
    /** The specification's TimeEntry. */
    TIME_ENTRY("timeEntry", """
            id:i company:r companyType:t chargeToId:i
            chargeToType:eCompany|ServiceTicket|ProjectTicket|ChargeCode|Activity member:r locationId:i
            businessUnitId:i businessGroupDesc:t location:r department:r workType:r workRole:r agreement:r
            agreementType:t activity:r opportunityRecid:i projectActivity:t territory:t timeStart:d timeEnd:d
            hoursDeduct:n actualHours:n billableOption:eBillable|DoNotBill|NoCharge|NoDefault notes:t internalNotes:t
            addToDetailDescriptionFlag:b addToInternalAnalysisFlag:b addToResolutionFlag:b emailResourceFlag:b
            emailContactFlag:b emailCcFlag:b emailCc:t hoursBilled:n invoiceHours:n hourlyCost:t enteredBy:t
            dateEntered:d invoice:r mobileGuid:t hourlyRate:n overageRate:n agreementHours:n agreementAmount:n
            agreementAdjustment:n adjustment:n invoiceReady:i timeSheet:r
            status:eOpen|Rejected|PendingApproval|ErrorsCorrected|PendingProjectApproval|ApprovedByTierOne|RejectBySecondTier|ApprovedByTierTwo|ReadyToBill|Billed|WrittenOff|BilledAgreement
            ticket:r project:r phase:r ticketBoard:t ticketStatus:t ticketType:t ticketSubType:t invoiceFlag:b
            extendedInvoiceAmount:n locationName:t taxCode:r _info:m customFields:c
            """),
    /** The specification's WorkRole. */
    WORK_ROLE("workRole", """
            id:i name:t50 hourlyRate:n integrationXref:t50 inactiveFlag:b addAllLocations:b removeAllLocations:b
            addAllAgreementExclusions:b locationIds:a _info:m connectWiseId:t
            """),
    /** The specification's WorkType. */
    WORK_TYPE("workType", """
            id:i name:t50 billTime:eBillable|DoNotBill|NoCharge rateType:eAdjAmount|Custom|Multiplier rate:n
            hoursMin:n hoursMax:n roundBillHoursTo:n accrualType:eHoliday|PTO|Sick|Vacation inactiveFlag:b
            overallDefaultFlag:b activityDefaultFlag:b utilizationFlag:b costMultiplier:n integrationXRef:t50
            addAllAgreementExclusions:b _info:m connectWiseId:t
            """),
    /** The specification's TimeEntryReference. */
    TIME_ENTRY_REFERENCE("timeEntryReference", """
            id:i _info:m
            """),
    /** The specification's ActivityReference. */
    ACTIVITY_REFERENCE("activityReference", """
            id:i name:t _info:m
            """),
    /** The specification's ScheduleEntryReference. */
    SCHEDULE_ENTRY_REFERENCE("scheduleEntryReference", """
            id:i description:t _info:m
            """),
    /** The specification's ProductReference. */
    PRODUCT_REFERENCE("productReference", """
            id:i description:t _info:m
            """),
    /** The specification's DocumentReference. */
    DOCUMENT_REFERENCE("documentReference", """
            id:i name:t _info:m
            """);

    /** Moments and authors that every record has behind {@code _info}, though they are no visible fields of it. */
    private static final Set<String> METADATA = Set.of("lastUpdated", "updatedBy", "dateEntered", "enteredBy");

    private final String resource;
    private final Map<String, Field> fields;

    RecordKind(String resource, String fields) {
        this.resource = resource;
        Map<String, Field> byName = new LinkedHashMap<>();
        for (String token : fields.split("\\s+")) {
            int colon = token.indexOf(':');
            String name = token.substring(0, colon);
            byName.put(name, new Field(name, token.charAt(colon + 1), token.substring(colon + 2)));
        }
        this.fields = Collections.unmodifiableMap(byName);
    }

    /** The name that the server gives such records in its errors. */
    public String resource() {
        return resource;
    }

    /** A field by its exact name; empty if there is none. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All fields, in the order of the specification. */
    public Iterable<Field> fields() {
        return fields.values();
    }

    /** The path to look for when conditions speak of a root field; empty if no such field exists. */
    Optional<String> searchable(String root) {
        for (String name : fields.keySet()) {
            if (name.equalsIgnoreCase(root)) {
                return Optional.of(name);
            }
        }
        for (String name : METADATA) {
            if (name.equalsIgnoreCase(root)) {
                return Optional.of("_info/" + name);
            }
        }
        return Optional.empty();
    }

    /**
     * One field.
     *
     * @param name its name
     * @param kind the letter of its kind
     * @param detail the maximum length of a text (empty if unlimited), or the values of an enumeration
     */
    public record Field(String name, char kind, String detail) {
        /** The maximum length of a text; {@link Integer#MAX_VALUE} if unlimited. */
        public int maxLength() {
            return kind == 't' && !detail.isEmpty() ? Integer.parseInt(detail) : Integer.MAX_VALUE;
        }

        /** Whether a value is one of the enumeration's. */
        public boolean allows(String value) {
            return ("|" + detail + "|").contains("|" + value + "|");
        }
    }
}
