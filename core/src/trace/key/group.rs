//! What those compared have in common.

use super::keys;

keys! {
    GROUP_AND "group-and" en "{one}, {more}" vi "{one}, {more}"
    GROUP_NOT_SAID "group-not-said" en "not said" vi "không ghi"
    GROUP_STAFF "group-staff" en "staff" vi "nhân sự của cơ quan"
    GROUP_COLLABORATORS "group-collaborators" en "collaborators" vi "cộng tác viên"
    GROUP_EXPERTS "group-experts" en "experts" vi "chuyên gia"
    GROUP_UNITS "group-units" en "units" vi "đơn vị"
    GROUP_TASK_FORCE "group-task-force" en "members of the task force" vi "thành viên tổ công tác"
    GROUP_ROLE "group-role" en "role: {value}" vi "vai trò: {value}"
    GROUP_DUTY_GROUP "group-duty-group" en "duties: {value}" vi "nhóm nhiệm vụ: {value}"
    GROUP_UNIT "group-unit" en "unit: {value}" vi "đơn vị: {value}"
    GROUP_KIND "group-kind" en "kind of unit: {value}" vi "loại đơn vị: {value}"
    GROUP_BLOCK "group-block" en "block: {value}" vi "khối: {value}"
    GROUP_HEAD "group-head" en "heads of units" vi "người đứng đầu đơn vị"
    GROUP_NO_HEAD "group-no-head" en "not heads of units" vi "không đứng đầu đơn vị"
    GROUP_CIVIL_SERVANT "group-civil-servant" en "civil servants" vi "công chức"
    GROUP_PUBLIC_EMPLOYEE "group-public-employee" en "public employees" vi "viên chức"
    GROUP_LABOUR_CONTRACT "group-labour-contract" en "on labour contracts" vi "hợp đồng lao động"
}
