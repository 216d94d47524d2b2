"""English: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "yes yep yeah yup yess yea aye sure indeed confirmed confirm correct i_can_confirm can_confirm absolutely "
        "definitely affirmative yes_yes yes_indeed yes_it_is yes_it_does yes_it_has yes_we_can yes_i_can it_is_indeed "
        "it_does_indeed that_is_correct thats_correct thats_right that_is_right roger yessir yes_sir yh ya yas "
        "okey_dokey for_sure of_course happy_to_confirm pleased_to_confirm glad_to_confirm confirming we_can_confirm "
        "hereby_confirm just_confirming confirms confirm_the_resolution confirm_resolution confirm_the_fix "
        "confirm_the_solution confirming_the_fix confirm_its_fixed confirm_this_is"
    ),
    S.NO: "no nope nah noo nooo negative nay noooo no_no",
    S.NOT: (
        "could_not no_more no_longer not nothing nobody none never cant cannot couldnt doesnt dont didnt isnt arent "
        "wasnt werent wont wouldnt hasnt havent hadnt neither nor hardly barely unable far_from fails_to anything_but "
        "aint nowhere without_any_luck shouldnt no_one impossible"
    ),
    S.WITHOUT: "without w_o",
    S.GOOD: (
        "works working work up_and_running running runs run like_a_charm fine good alright all_right in_order it_is_up "
        "is_up its_up it_s_up s_up are_up back_online back_to_normal back_in_business flowing does_the_trick adds_up "
        "happy satisfied exactly_what great_now a_ok as_expected as_it_should like_new like_clockwork case_closed "
        "nothing_left_to_do nothing_to_add normal functioning functional functions operational smoothly as_new online "
        "healthy does_the_job tip_top spot_on ok_now well_now okay_again in_working_order in_good_order "
        "in_full_working_order in_business back_up_and_running up_again up_now live_again running_again works_again "
        "works_fine working_fine working_great working_well working_perfectly working_as_expected working_as_it_should "
        "running_smoothly running_fine running_well smooth works_a_treat work_a_treat working_a_treat worked_a_treat "
        "works_a_charm a_treat as_normal as_usual as_intended as_designed as_required as_requested as_promised "
        "as_desired as_good_as_new good_as_new good_to_go all_set all_clear all_okay all_fine all_green tickety_boo "
        "hunky_dory peachy dandy bang_on right_as_rain as_right_as_rain how_it_should the_way_it_should like_it_should "
        "like_before_the_outage as_we_wanted as_i_wanted exactly_what_i_needed exactly_what_we_needed "
        "just_what_i_needed just_what_we_needed usable stable steady no_further_questions no_more_questions "
        "no_further_comments no_other_questions no_further_action no_further_action_needed no_further_action_required "
        "no_further_help nothing_further nothing_more_needed no_further_issues no_further_problems no_more_issues "
        "issue_free error_free trouble_free problem_free all_back_to_normal returned_to_normal came_back_to_normal "
        "everything_is_back everythings_back all_is_back internet_is_back internets_back mail_is_back mails_back "
        "email_is_back wifi_is_back network_is_back access_is_back sound_is_back service_is_back phones_are_back "
        "site_is_back website_is_back connection_is_back nothing_was_lost nothing_lost nothing_is_missing "
        "nothing_missing nothing_is_broken no_longer_an_issue no_longer_a_problem not_an_issue_anymore "
        "not_a_problem_anymore has_disappeared have_disappeared disappeared went_away has_gone_away is_history "
        "as_agreed i_am_happy i_m_happy quiet all_quiet have_access got_access as_it_should_be just_as_it_should "
        "how_it_should_be set_up_correctly set_up_properly configured_correctly everything_correct all_correct "
        "everything_is_correct is_correct_now correct_now came_back_to_life come_back_to_life back_to_life alive "
        "has_done_the_trick have_done_the_trick done_the_trick have_internet_again have_access_again got_internet "
        "happy_with_it happy_with_that happy_with_this happy_with_the happy_with reliable faultless faultlessly "
        "no_problem_anymore no_problem_any_more no_problem_now no_problem_since"
    ),
    S.DONE: (
        "solved fixed resolved sorted done repaired restored cured cleared completed complete finished corrected "
        "helped gone unlocked succeeded successful that_did_it that_fixed_it that_fixed that_solved_it did_the_trick "
        "that_worked that_helped that_sorted_it that_resolved_it that_has_fixed_it that_has_solved_it that_has_worked "
        "this_worked this_helped this_fixed_it this_solved_it did_the_job did_it_for_me solves_it fixes_it rectified "
        "remedied mended patched restored_now reinstated up_to_date_now wrapped_up nailed_it cracked_it success "
        "successfully delivered unblocked reset_worked reconnected made_it_work got_it_working got_it_sorted "
        "got_it_fixed got_it_resolved got_it_running came_right came_good fix_worked worked_perfectly "
        "worked_like_a_charm worked_like_magic worked_first_time managed_it you_fixed_it you_solved_it you_sorted_it"
    ),
    S.ACT: (
        "prints printing scans scanning rings ring ringing opens connects loads arrives arrived arriving starts boots "
        "logged_in logs_in signed_in signs_in saves sends syncs connected receiving downloads uploads displays got_in "
        "comes_through coming_through came_through went_through getting_in responds accepts prints_fine prints_again "
        "calls_come opening open_fine loaded loading loads_fine reconnects reconnected_again starts_up started_up "
        "boots_up boot_up logged_on logging_in logging_on signed_on log_on_again managed_to managed_to_log_in i_got_in "
        "let_me_in lets_me_in lets_us_in let_us_in sends_again receiving_again received syncing synced displaying "
        "displayed shows_up_again visible can_hear audible responding responsive pinging pings printing_again charging "
        "charges lights_up turns_on powers_on powers_up make_calls make_a_call making_calls take_calls taking_calls "
        "receive_calls take_payments taking_payments"
    ),
    S.DO: (
        "print scan open connect load log_in login sign_in send receive save access get_in start dial reach use "
        "call_out enter join log_on download upload see log_on_to log_back_in get_on get_online connect_to access_it "
        "reconnect sync synchronise synchronize hear load_up write export import turn_on switch_on boot power_on "
        "start_up charge work_with work_on_it get_into get_to go_online ring_out call email arrive come_through "
        "respond show refresh play move"
    ),
    S.CAN: "can able manages manage",
    S.WORKED: "worked ran lasted was_fine was_ok",
    S.BAD: (
        "broken dead down crashed crash failed frozen froze rejecting rejected rejects refuses refused stuck dropped "
        "drops_out silent useless kaput bust stopped_working stops_working hung locked_out unusable unreachable "
        "offline unresolved unsolved faulty died blocked unfixed out_of_order not_ok denied kaputt knackered borked "
        "bricked hosed toast toasted screwed glitchy buggy bugged playing_up plays_up acting_up acts_up misbehaving "
        "crapped crapping craps packed_up packed_in gave_up given_up conked hangs_up locks_up locked_up locking_up "
        "lockup stalled spinning spins spinning_wheel looping loops kicks_me kicked_out kicks_us kicked_me throws_me "
        "threw_me logs_me_out logged_me_out logging_me_out signs_me_out booted_out drops_the dropping dropping_out "
        "cuts_out cutting_out cut_off cut_out goes_down went_down gone_down goes_offline went_offline wont_start "
        "wont_open wont_load wont_print wont_connect wont_turn wont_boot wont_work wont_let wont_send wont_respond "
        "wont_accept will_not_accept will_not_start will_not_open will_not_load will_not_print will_not_connect "
        "will_not_turn will_not_boot will_not_work will_not_let will_not_send wont_go declined declines declining "
        "denies denied_access access_denied refusing timed_out timeout timeouts time_out expired invalid unresponsive "
        "nonfunctional non_functional inoperative inoperable inaccessible unavailable disconnected disconnects_again "
        "blinking blinks bleeps buzzing smoking disaster nightmare shambles hopeless pathetic ridiculous unacceptable "
        "wrong_password incorrect_password says_wrong broke breaks doesnt_respond not_respond not_responding "
        "dont_respond isnt_responding ends_with_an_error ends_in_an_error ends_with_error ends_in_error "
        "without_internet without_access without_network without_email without_mail without_phones "
        "without_a_connection without_signal without_wifi stopped_responding wont_take will_not_take wont_recognise "
        "wont_recognize another_outage another_error another_crash still_doing_it still_happening"
    ),
    S.FAULT: (
        "error errors problem problems issue issues fault faults trouble troubles complaint complaints glitch glitches "
        "objection objections outage outages warning warnings bug bugs concerns hiccups failure failures malfunction "
        "malfunctions niggle niggles hiccup snag snags hitch fuss interruption interruptions hassle dropouts downtime "
        "questions"
    ),
    S.OCCUR: (
        "come_back comes_back return returns appear appears appeared recurred reappeared happened happens happening "
        "showing showing_up shows pops popped reoccurred occurred come_up since_returned resurfaced recurs recurring "
        "reoccurs occurs occurring reappears appearing crops cropped crops_up cropped_up pops_up popped_up popping "
        "surfaced showed happened_again returning recur reappear reoccur"
    ),
    S.STILL: (
        "still keeps keep_getting continues_to nach still_getting keep_having keep_seeing keep_on continually "
        "constantly continuously continued_to persistently all_the_time every_time ever_since_still to_this_day "
        "is_still are_still remains_to as_before"
    ),
    S.YET: "yet so_far_not",
    S.AGAIN: "again once_more",
    S.BACK: "back came_back returned back_again back_now back_up",
    S.SAME: (
        "same identical no_different same_as_before same_as_yesterday same_as_ever same_old same_story same_thing "
        "same_again the_same unchanged as_it_was exactly_the_same just_the_same much_the_same"
    ),
    S.PERSIST: "persists persist remains remain continues lingers continue persisting",
    S.CHANGE: "change changed changes difference improvement progress improve improvements changing joy",
    S.WORSE: "worse worst deteriorated",
    S.BETTER: "better improved improvement_yes",
    S.DENY: (
        "not_yet absolutely_not certainly_not definitely_not by_no_means no_way not_at_all not_in_the_least "
        "please_reopen reopen re_open open_it_again open_this_again open_the_ticket_again no_luck no_joy no_change "
        "no_difference no_improvement not_resolved not_solved not_fixed not_really no_it_isnt no_it_is_not no_its_not "
        "no_it_s_not no_it_doesnt no_it_does_not no_it_does no_such_luck anything_but_solved far_from_it no_it_hasnt "
        "no_it_has_not no_it_wont no_it_cant no_we_cant no_i_cant no_they_dont no_theyre_not no_there_isnt no_not_yet "
        "no_not_really no_not_at_all unfortunately_not sadly_not afraid_not im_afraid_not i_am_afraid_not "
        "regrettably_not not_so_far not_working not_work not_yet_working nothing_has_changed nothing_changed "
        "nothing_has_improved nothing_improved to_no_avail no_avail no_effect no_result no_results no_dice no_go "
        "zero_change zero_improvement zero_effect zilch nada nothing_still nothing_works nothing_is_working "
        "nothing_worked nothing_helped didnt_help did_not_help doesnt_help does_not_help hasnt_helped has_not_helped "
        "not_helped didnt_work did_not_work didnt_fix did_not_fix didnt_solve did_not_solve hasnt_fixed hasnt_worked "
        "has_not_worked hasnt_gone has_not_gone hasnt_changed has_not_changed not_changed open_it_back_up "
        "are_you_kidding are_you_joking you_must_be_joking you_must_be_kidding kidding_me you_are_kidding dream_on "
        "not_even_close hasnt_improved has_not_improved not_improved no_better not_any_better not_moved still_says "
        "still_tells still_shows keeps_saying keeps_telling keeps_showing still_asks keeps_asking isnt_better "
        "isnt_any_better not_better"
    ),
    S.AGREE: "agree",
    S.CLOSE: (
        "close closing close_it can_be_closed may_be_closed be_closed consider_it_closed consider_this_closed "
        "you_can_close you_may_close ok_to_close okay_to_close good_to_close happy_to_close fine_to_close please_close "
        "can_close closed_now mark_it mark_as ready_to_close happy_for_you_to_close feel_free_to_close free_to_close "
        "go_ahead_and_close we_can_close"
    ),
    S.PARTLY: (
        "partly partially half most_of mostly sort_of kind_of in_part some_of not_all not_everything not_every "
        "not_everyone not_everywhere not_entirely not_completely not_fully not_quite halfway almost nearly "
        "to_some_extent part_of only_partly in_parts half_of half_way partway part_way partial to_a_degree "
        "to_an_extent somewhat largely mainly only_some for_the_most_part"
    ),
    S.LIMIT: (
        "sometimes occasionally slow slowly sluggish slower missing except apart_from aside_from now_and_then at_times "
        "sporadically intermittent intermittently drops lag lags laggy flaky unstable every_so_often from_time_to_time "
        "on_and_off lacks bar poorly badly patchy delayed empty blank strange occasional off_and_on once_in_a_while "
        "less_often less_frequently less_frequent less_often_now seldom here_and_there occasionaly sporadic erratic "
        "jerky choppy stuttery crawling crawls snail painfully takes_ages takes_forever taking_ages taking_forever "
        "lacking incomplete delays delay some the_other the_second the_others certain"
    ),
    S.ONLY: "only just merely solely",
    S.BUT: (
        "but however though although yet_the nevertheless unless despite albeit except_that otherwise whereas while "
        "yet_it"
    ),
    S.NUMBER: "one two three four five six seven eight nine ten",
    S.OF: "of out_of",
    S.UNSURE: (
        "could working_on working_from am_working maybe perhaps possibly probably apparently supposedly presumably "
        "seems seem seemingly looks looking_good think believe guess suppose hope hopefully hoping expect_so assume "
        "until wait lets_see let_us_see we_will_see will_see well_see see_how time_will_tell ill_see ill_test ill_try "
        "ill_check ill_let will later tomorrow tonight next_week will_try will_test will_check will_let trying try "
        "test_it let_you_know get_back_to_you come_back_to_you reply_when idea no_idea not_sure unsure dont_know "
        "do_not_know not_certain cannot_say cant_say hard_to_say hard_to_tell say away out_of_office out_of_the_office "
        "vacation holiday ill sick on_leave travelling traveling forwarded forwarding passed_on passed_it handed_over "
        "ask_my in_the_meantime meanwhile thrown replaced_by no_comment yes_and_no yes_no depends it_depends "
        "at_first_glance at_first_sight on_the_surface not_tried not_tested havent_tried havent_tested havent_had "
        "have_not_tried have_not_tested not_checked havent_checked not_had properly_tried earlier_mail my_earlier "
        "my_previous see_my see_above more_or_less reasonably temporary temporarily workaround monitor monitoring "
        "keep_an_eye watch watching link button form would should hm hmm hmmm erm meh well_well might may_be in_theory "
        "touch_wood fingers_crossed knock_on_wood as_far_as afaik sometime eventually i_dont_know tbc i_see noted "
        "understood not_a_problem no_problem got_your received_your got_the_mail got_the_message received_the_mail "
        "received_the_message must too_early_to_tell early_days testing_it we_are_testing am_testing still_testing "
        "not_at_my not_in_the not_in_today not_here rarely_use hardly_use seldom_use dont_use supposed no_longer_work "
        "no_longer_working_here dont_work_here left_the_company leaving_the_company successor retired maternity "
        "on_holiday on_annual_leave on_a_trip back_on back_next get_back_to back_to_you after_my i_reckon reckon "
        "presume suspect imagine gather heard told_me tells_me says_it_works said_it says_its i_trust in_principle "
        "on_paper theoretically could_be cannot_confirm cant_confirm cannot_judge cant_judge cant_tell cannot_tell "
        "wouldnt_know unclear uncertain tentatively tentative cautiously have_to_ask will_ask checking_with check_with "
        "double_check passed_to pass_on handing passing ask_someone give_it give_us_until gradually roughly "
        "approximately up_to_you keep_monitoring observe observing if_only thanks_anyway thank_you_anyway "
        "thanks_all_the_same not_yet_tested not_yet_tried not_yet_checked not_yet_had not_yet_been am_not_working "
        "m_not_working we_are_not_working no_time not_the_time had_time havent_time to_test to_check to_try to_verify "
        "to_confirm_yet yet_to not_been_in not_been_to not_been_at not_an_outage not_an_error not_an_issue not_a_bug "
        "not_a_fault not_a_failure chance opportunity didnt_send_anything i_didnt_send did_not_send_anything "
        "i_did_not_send i_havent_sent we_didnt_send no_need"
    ),
    S.IF: "if when whenever once provided in_case as_long_as assuming providing in_the_event even_if only_if",
    S.ASK: (
        "what why who where how which whose whom do_i do_we can_you could_you would_you can_i can_we may_i may_we "
        "should_i should_we is_it is_this is_that are_you are_we will_it will_you did_you does_it does_that do_you "
        "when_will when_is when_does whats wheres whos hows whys can_someone could_someone can_anybody can_anyone "
        "could_anyone would_it will_there has_this has_it have_you was_it was_this is_there are_there am_i were_you "
        "wouldnt_it isnt_it what_about how_about"
    ),
    S.WISH: (
        "get_it get_this please_send please_also send_me send_us i_need we_need need id_like i_would_like "
        "we_would_like would_like i_want we_want also_need call_me ring_me phone_me please_call please_ring please_add "
        "please_explain set_up_the please_tell tell_me explain by_the_way btw one_more one_other another another_thing "
        "please_continue please_keep could_i wondering please_provide please_contact please_look please_take "
        "please_check please_fix please_help please_come please_provide_me please_install please_change please_do_the "
        "please_create please_remove please_replace please_phone please_get please_call_me call_back phone_us call_us "
        "come_and come_over come_back_and send_someone send_somebody send_an fix_it fix_this sort_it sort_this "
        "look_at_it look_into take_another can_i_also can_you_also demand insist require requires help_me help_us "
        "another_look would_also could_also"
    ),
    S.MATTER: (
        "invoice invoices quote quotation contract contracts price prices pricing order_no refund refunds credit_note "
        "billing"
    ),
    S.THANKS: (
        "thanks_again thank_you_again once_again_thank* thank thanks thankyou thank_you ta cheers many_thanks grateful "
        "appreciated appreciate appreciation thank_u tks ty thnx tysm thanks_a_million thanks_a_lot thanks_so_much "
        "gratitude obliged thankful thanks_guys thanks_all thanks_everyone thanks_team thanking tanks thankss thnks "
        "thanx thx_a_lot cheers_mate cheers_guys thanks_mate appreciate_it appreciate_that appreciates merci_beaucoup "
        "much_obliged"
    ),
    S.PRAISE: (
        "hats_off you_are_brilliant you_are_stars you_are_a_star you_are_the_best you_are_great you_are_wizards "
        "you_are_amazing you_are_awesome you_are_legends you_are_fantastic you_are_heroes you_are_wonderful "
        "you_are_lifesavers you_are_superstars you_guys_rock you_rock great_job good_job great_work good_work "
        "well_done nice_work nice_job kudos lifesaver lifesavers top_job brilliant_work excellent_work "
        "excellent_service great_service brilliant_service great_team fantastic_service youre_stars "
        "you_are_a_lifesaver impressive impressed top_notch you_are_a_legend youre_a_legend youre_legends "
        "youre_the_best youre_brilliant youre_awesome youre_amazing youre_great youre_fantastic youre_wonderful "
        "you_guys_are_great you_guys_are_awesome you_guys_are_brilliant you_guys_are_amazing you_guys_are_fantastic "
        "you_guys_are_the_best you_guys_are_legends you_are_a_gem you_are_gems you_are_too_kind you_are_very_kind "
        "youre_very_kind very_kind so_kind superstar superstars legends heroes champ champion champions genius "
        "geniuses always_a_pleasure pleasure_dealing pleasure_doing_business pleasure_working a_pleasure top_marks "
        "full_marks five_stars ten_out_of_ten first_class top_class world_class outstanding_service excellent_support "
        "great_support brilliant_support fantastic_support super_service super_support superb_service amazing_service "
        "wonderful_service good_service quick_service great_stuff good_stuff nice_one good_man good_lad top_man "
        "top_stuff top_service best_support exceptional professional you_re_stars you_re_a_star you_re_the_best "
        "you_re_brilliant you_re_great you_re_awesome you_re_amazing you_re_fantastic you_re_wonderful you_re_legends "
        "you_re_a_legend you_re_heroes you_re_a_hero you_re_lifesavers you_re_a_lifesaver you_re_superstars "
        "you_re_wizards you_re_very_kind you_re_too_kind you_guys_are_stars"
    ),
    S.NICE: (
        "great brilliant excellent perfect wonderful fantastic super awesome lovely nice cool superb amazing hooray "
        "hurray yay perfectly brilliantly beautifully nicely marvellous splendid heartfelt terrific outstanding "
        "magnificent stellar phenomenal stunning fab fabulous ace neat sweet_as yippee woohoo woo_hoo whoop hallelujah "
        "wow magic magical exceptional_work delighted glad thrilled phew yes_please_do top_drawer ideal ideally "
        "ideal_thanks superbly wonderfully splendidly flawless_work hip_hip whoo bless"
    ),
    S.FAST: (
        "fast quick quickly swift swiftly prompt promptly speed speedy rapid rapidly timely expeditious lightning "
        "super_fast turnaround_time faster quicker speedier"
    ),
    S.EXPECT: "expect expected expecting didnt_expect did_not_expect",
    S.SADLY: (
        "unfortunately sadly afraid alas regrettably sorry_to_say im_sorry_to_say for_trying effort efforts "
        "for_the_effort"
    ),
    S.WAS: "was were had used_to",
    S.YOU: "you",
    S.BEFORE: (
        "yesterday earlier previously initially at_first originally an_hour for_an_hour minutes last_week last_night "
        "last_month day_before_yesterday days_ago hours_ago formerly beforehand ago this_time_yesterday to_begin_with "
        "to_start_with before"
    ),
    S.HELLO: (
        "hello hi hey dear good_morning good_afternoon good_evening good_day greetings mr mrs ms morning hiya "
        "hello_there hi_there hi_all hi_team hi_guys hello_team hello_all hello_everyone hi_everyone good_day_to "
        "dear_sir dear_madam dear_team dear_all dear_support sir madam ladies gentlemen howdy heya mornin "
        "afternoon_all evening_all gday mate mates fellas lads miss"
    ),
    S.BYE: (
        "best_regards kind_regards regards best_wishes all_the_best sincerely yours_sincerely yours_faithfully bye "
        "bye_for_now goodbye warm_regards warmest_regards have_a_nice have_a_good have_a_great have_a_lovely take_care "
        "many_greetings with_regards cheerio rgds br see_you enjoy cheers_and_regards kindest_regards "
        "with_kind_regards with_best_regards many_regards best_wishes_to with_thanks_and_regards yours_truly cordially "
        "respectfully warmly catch_you speak_soon talk_soon ttyl have_a_wonderful have_a_fantastic have_a_pleasant "
        "have_a_fab have_a_relaxing have_an_excellent have_yourself wishing_you happy_holidays happy_christmas "
        "merry_christmas happy_easter happy_new_year seasons_greetings happy_friday enjoy_your until_next_time "
        "stay_safe stay_well keep_well tc all_best best_regards_and regards_and_thanks wishes"
    ),
    S.HELP: (
        "help support assistance response reply service attention information info update message answer repair fix "
        "advice tip tips guidance assist assisting expertise explanation clarification visit callout follow_up "
        "followup feedback intervention handling helpdesk service_desk helping"
    ),
    S.THING: (
        "printer* scanner* phone phones telephone* computer* calendar* folder folders file files attachment "
        "attachments page pages network connection password passwords access_now account accounts system systems app "
        "application* programme program software office offices branch reception warehouse colleague colleagues user "
        "users accountant bookkeeper boss team screen keyboard mouse disk drive database line signal mailbox data "
        "backup certificate home floor site website tills till desk desks sheets receipts invoices_print email_now "
        "machine machines department receptionist document documents door doors wireless cable* socket* plug plugs "
        "lead leads adapter* adaptor* settings setting updates configuration config driver drivers licence* license* "
        "module* report_runs reports label labels reader* terminal* camera* webcam* sound audio picture video "
        "microphone* mic headset* headphones speaker speakers copier* photocopier* fax intranet shop store stores "
        "showroom hall production factory school schools secretary* secretariat switchboard exchange_server calls "
        "conversations contacts list lists browser* tabs tab menu card cards badge badges light lights lamp battery "
        "batteries paper power_supply version profile profiles groups permission permissions rights customer customers "
        "client clients technician* engineer* admin* helpdesk_team departments branches room rooms meeting_room "
        "boardroom conference laptop_and docking dock station stations workstation* desktop* tablet* ipads device "
        "devices unit units appliance equipment everyone_in_the people_here staff employees crew manager managers "
        "director nurse nurses teacher teachers ward surgery clinic lab bookings booking calendar_entries portal* "
        "login_page spreadsheet* pdf pdfs remote_access remote_desktop citrix ticketing checkout scanner_and_printer "
        "macro macros logins"
    ),
    S.FILL: (
        "it its this that_one these those is are be been am has have having the a an my our your we i me us he she "
        "they them their his her all everything everyone everybody everywhere every entire whole each any both now "
        "today already finally so very much really truly indeed_so completely totally fully entirely absolutely_fine "
        "for from to at in on with by here there again_now please can_be you_may you_can may will_be_fine day week "
        "weekend afternoon evening night patience quick_help turnaround work_on hard_work side end our_end my_end "
        "my_side our_side well lot lots million too also as what_we_asked ticket tickets case request matter incident "
        "since first_time straight_away right away_now immediately guys folks everyone_here time got get getting gets "
        "going go s m t d ve re any_more then thats thats_it im ive just_now just_tested just_checked just_tried "
        "just_to_confirm do did does asked other end_to_end across let left about attached screenshot screenshots "
        "wizards stars flawless flawlessly quickly_done solution kind kindness asked_for since_yesterday "
        "since_this_morning since_then properly correctly reliably steadily for_that via without_problems people "
        "business company big huge keep_up sorry apologies apologise apologize apology pardon excuse late_reply "
        "late_response slow_reply slow_response delayed_reply delayed_response for_the_delay delay_in_replying "
        "delay_in_responding delay_in_getting_back for_the_wait for_the_late_reply for_the_slow_reply for_not_replying "
        "getting_back_to_you only_getting_back belated belatedly replying responding_late oh ah aha aah ooh oops ok_so "
        "well_then so_yes since_monday since_tuesday since_wednesday since_thursday since_friday since_saturday "
        "since_sunday since_last_week since_the_fix since_the_repair since_your_fix since_your_visit since_the_visit "
        "since_your_change since_the_change since_the_update todays weeks month year years holidays christmas easter "
        "pleasant relaxing peaceful sunny rest remainder ladies_and_gents chaps boys girls gents whole_team "
        "entire_team your_team the_team everyone_involved all_involved all_of_you you_all to_you_all to_all you_guys "
        "you_lot you_people your_colleague your_engineer your_technician head_of manager_of sales_manager chief "
        "officer executive consultant specialist coordinator assistant owner representative administrator operations "
        "purchasing finance hr human_resources marketing plc llc inc gmbh llp limited corp single after_the_restart "
        "after_a_restart after_restarting after_rebooting after_the_reboot after_a_reboot after_reboot after_restart "
        "after_changing after_the_change after_the_update after_updating after_your_fix after_your_visit after_the_fix "
        "after_the_repair after_reinstalling after_that afterwards after_replacing after_plugging unplugged_and "
        "testing_done gave_it_a_try new newly newer old older brand basically literally simply actually honestly "
        "frankly obviously clearly of_late at_last at_long_last in_the_end eventually_fixed once_and_for_all for_good "
        "for_ever thank_god thank_goodness thank_heavens finally_fixed easily easy simple straightforward "
        "straightforwardly effortlessly own ours mine theirs hers him both_of both_of_them all_of_them all_three "
        "all_four all_computers turns_out turned_out it_was_the it_was_just_the it_was_only_the was_due_to due_to "
        "caused_by because_of because cause_was thanks_to like_you_said as_you_said just_like_you_said "
        "just_as_you_said as_you_suggested as_you_advised as_suggested as_advised as_instructed as_described "
        "following_your as_per according_to per your_instructions street road london number nr pc_and considered "
        "we_consider regarded regarding concerning considering_it shop_floor last_few_days couple few several twice "
        "thrice times various multiple onwards ourselves myself itself themselves yourselves yourself same_day "
        "same_hour these_days nowadays within minutes_later where_i_can_see here_in over_here throughout around even "
        "extremely incredibly super_quick ever always genuinely deeply greatly immensely massively massive big_thanks "
        "massive_thanks enormous endless sincere warm warmest kindest bit little who_helped which_helped who_came "
        "who_fixed that_it_is that_everything that_its that_it almost_immediately almost_instantly for_your_efforts "
        "for_your_effort for_all_your_efforts my_own way far significantly noticeably considerably yesterdays anymore "
        "normally freely make making feel_free set resolution into onto over between during under such brought bring "
        "been_able have_to_say must_say i_must_say got_to_say can_say personally upstairs downstairs building state "
        "current status no_doubt without_a_doubt without_doubt needless outstandingly hectic busy meetings meeting "
        "further all_two all_five all_2 all_3 all_4 all_5"
    ),
    S.AND: "and plus",
    S.THAT: "that",
    S.TRIED: (
        "checked tested verified tried looked rebooted restarted reinstalled updated updating upgraded replugged "
        "plugged plugging double_checked rechecked retested retried re_tested checking tests test ran_a_test "
        "quick_test tried_it installed replaced downloaded reset switched_off switched_on turned_off followed"
    ),
    S.WAIT: (
        "waiting keep_it keep_this keep_open leave_it leave_this leave_open do_not_close dont_close not_close hold_off "
        "pending leave_it_open too_early_to_close too_soon_to_close awaiting dont_know_what_to_do "
        "do_not_know_what_to_do so_far for_now for_the_moment at_the_moment too_early too_soon says writes"
    ),
    S.CRASH: (
        "crashes crashing freezes freezing hangs hanging disconnects disconnecting fails failing glitching stalls "
        "stalling stutters stuttering flickers flickering beeps beeping timing_out times_out dies freeze hang "
        "disconnect fail stutter flicker beep restarts_itself misbehaves restarting rebooting reboots keeps_restarting "
        "cuts_off drops_connection"
    ),
    S.STOP: "stopped stops",
}
